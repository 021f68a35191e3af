#ifndef POLICYGRAPH_LOADER_FORMATS_READ_TEXT_H_
#define POLICYGRAPH_LOADER_FORMATS_READ_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace policygraph::loader {

// From a file's bytes to the plain text that is read and stored, and that offsets count in.
//
// The format is told by the content, never by the name:
//   text   UTF-8, UTF-16, GB18030
//   .html  the running text of the page; navigation, scripts and lists of links are left out
//   .docx  the paragraphs of the document, without headers, footers and footnotes
//   .pdf   the text layer, as the program pdftotext gives it
// Lines that a page was too narrow for are joined to paragraphs again (join_lines.h).
//
// What is read of one report at most, whatever the format:
//   file                        16 MiB
//   text in it                  8 MiB, in lines of any length
//   .html                       elements in elements: 512
//   .docx                       XML of 16 MiB; archive.h bounds how far it may have been packed
//   .pdf                        1000 pages, 20 seconds and 1 GiB of memory
inline constexpr size_t kMaxFileBytes = 16 << 20;
inline constexpr size_t kMaxTextBytes = 8 << 20;

// The text in UTF-8: lines end with \n, and there are no other control characters than tabs and
// form feeds. `name` is what messages call the file.
// INVALID_ARGUMENT with TEXT_TOO_LARGE, EMPTY_TEXT, BINARY_CONTENT, INVALID_ENCODING or, for a file
// of a known format that is damaged, encrypted or without text, UNREADABLE_FILE;
// FAILED_PRECONDITION with READER_MISSING where pdftotext is not installed.
absl::StatusOr<std::string> ReadText(std::string_view name, std::string_view bytes);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_READ_TEXT_H_
