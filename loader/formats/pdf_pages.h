#ifndef POLICYGRAPH_LOADER_FORMATS_PDF_PAGES_H_
#define POLICYGRAPH_LOADER_FORMATS_PDF_PAGES_H_

#include <string>
#include <string_view>

namespace policygraph::loader {

// The lines of pages that form feeds part, as `pdftotext -layout` gives them. Left out are the
// lines at the head or foot of a page that half of the pages have, whatever their digits: titles
// and page numbers. A line keeps the spaces that it is indented by beyond the margin of its page.
std::string TextOfPages(std::string_view pages);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_PDF_PAGES_H_
