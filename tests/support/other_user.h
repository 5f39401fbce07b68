#pragma once

#include <unistd.h>

namespace sigscope::tests {

/// While it lives, the process may do no more than a user without rights: root may read everything.
/// For tests without other threads.
class OtherUser {
public:
    OtherUser() : m_user(::geteuid()) {
        constexpr uid_t nobody = 65534;
        if (m_user == 0) m_changed = ::seteuid(nobody) == 0;
    }
    ~OtherUser() {
        if (m_changed) static_cast<void>(::seteuid(m_user));
    }
    OtherUser(const OtherUser&) = delete;
    OtherUser& operator=(const OtherUser&) = delete;

private:
    uid_t m_user;
    bool m_changed = false;
};

}  // namespace sigscope::tests
