#include "ui/render/recipe_xmp.h"

#include "engine/api/recipe.h"

namespace sigscope::ui {

QByteArray base64Element(const QByteArray& name, const QByteArray& content) {
    return "<" + name + ">" + content.toBase64() + "</" + name + ">\n";
}

QByteArray recipeXmp(const QString& title, const QByteArray& recipe, const QByteArray& more) {
    const QByteArray ours = base64Element(recipeXmpElement, recipe) + more;
    return "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
           " xmlns:sigscope=\"urn:sigscope:recipe\">\n"
           "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
           title.toHtmlEscaped().toUtf8() + "</rdf:li></rdf:Alt></dc:title>\n" + ours +
           "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
}

}  // namespace sigscope::ui
