#include "app/roar_flags.h"

#include "app/catalogue_names.h"
#include "app/chosen_methods.h"

namespace sigscope::app {

RoarFlags::RoarFlags(CLI::App& command, const Catalogue& catalogue)
    : m_command(*command.add_subcommand(
          "roar", "Removes what methods call important from CIFAR-10 and trains anew without it")),
      m_catalogue(catalogue),
      m_parameters(m_command, catalogue) {
    m_command
        .add_option("DATASET,--data", m_request.dataset,
                    "CIFAR-10's folder, binary version or for Python")
        ->required();
    m_command.add_option("-o,--output", m_folder, "Where checkpoints, maps and tables are, or go")
        ->type_name("FOLDER")
        ->required();
    m_command.add_option("--methods", m_methods, "Methods that make the maps")
        ->type_name("NAME[,NAME]")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->take_all()
        ->required()
        ->check(nameOf(catalogue.methods));
    m_command.add_option("--protocol", m_protocol, "What retrained networks are tested on")
        ->type_name(namesOf(m_protocols, "|"))
        ->check(nameOf(m_protocols))
        ->capture_default_str();
    m_command.add_flag("--quick", m_quick,
                       "5,000 pictures and 10 epochs; all that is written says so");
    m_command.add_option("--seed", m_request.seed, "Of first weights, and of pictures' order")
        ->type_name("N")
        ->check(CLI::Range(0, 1'000'000'000))
        ->capture_default_str();
    m_command.add_option("--device", m_request.device, "Where it is computed")
        ->type_name(namesOf(catalogue.devices, "|"))
        ->check(nameOf(catalogue.devices))
        ->capture_default_str();
}

RoarRequest RoarFlags::request() const {
    RoarRequest request = m_request;
    request.methods = chosenMethods(m_catalogue, m_methods, m_parameters);
    request.protocol = roarProtocol(m_protocol);
    if (m_quick) request.size = quickRoar();
    return request;
}

}  // namespace sigscope::app
