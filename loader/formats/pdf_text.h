#ifndef POLICYGRAPH_LOADER_FORMATS_PDF_TEXT_H_
#define POLICYGRAPH_LOADER_FORMATS_PDF_TEXT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace policygraph::loader {

// The text layer of a PDF, read by the program pdftotext (Debian's poppler-utils), which runs as a
// process of its own within limits (read_text.h). Lines are those of the pages.
// INVALID_ARGUMENT with UNREADABLE_FILE (encrypted, damaged, without a text layer, beyond the
// limits) or TEXT_TOO_LARGE; FAILED_PRECONDITION with READER_MISSING.
absl::StatusOr<std::string> PdfText(std::string_view name, std::string_view pdf);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_PDF_TEXT_H_
