#ifndef POLICYGRAPH_LOADER_FORMATS_FILE_FORMAT_H_
#define POLICYGRAPH_LOADER_FORMATS_FILE_FORMAT_H_

#include <string_view>

namespace policygraph::loader {

enum class FileFormat {
  kText,  // what is none of the others; HTML is text, too
  kPdf,
  kZip,       // .docx and other office documents are zip archives
  kTar,       // packed with gzip or not
  kOldWord,   // Word before 2007, and encrypted documents of any year
  kRichText,  // RTF
};

// What the first bytes of a file say that it is; 512 of them are enough.
FileFormat DetectFormat(std::string_view bytes);

// Whether a text, or its bytes in an encoding that holds ASCII, is a page of HTML.
bool LooksLikeHtml(std::string_view text);

// The encoding that a page says it is in (gb2312); empty when it says none.
std::string_view DeclaredEncoding(std::string_view html);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_FILE_FORMAT_H_
