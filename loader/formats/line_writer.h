#ifndef POLICYGRAPH_LOADER_FORMATS_LINE_WRITER_H_
#define POLICYGRAPH_LOADER_FORMATS_LINE_WRITER_H_

#include <string>
#include <string_view>

namespace policygraph::loader {

// Puts together the text of a document from its pieces. White space goes from the ends of lines,
// blank lines and control characters go altogether.
class LineWriter {
 public:
  // Goes on with the line. A line feed in the words ends it.
  void Add(std::string_view words);

  void EndLine();

  // Whether there is more text than a report may have. What is added then is dropped.
  bool full() const;

  // The lines, each ended with \n.
  std::string TakeText() &&;

 private:
  std::string text_;
  size_t line_ = 0;  // where the current line begins
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_LINE_WRITER_H_
