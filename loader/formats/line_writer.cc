#include "loader/formats/line_writer.h"

#include <cstdint>
#include <utility>

#include "loader/formats/read_text.h"
#include "loader/formats/white_space.h"

namespace policygraph::loader {

void LineWriter::Add(std::string_view words) {
  if (full()) return;
  for (const char c : words) {
    if (c == '\n' || c == '\r') {
      EndLine();
    } else if (static_cast<uint8_t>(c) >= 0x20 || c == '\t') {
      if (c != 0x7F) text_ += c;
    }
  }
}

void LineWriter::EndLine() {
  const std::string_view line = TrimSpace(std::string_view(text_).substr(line_));
  const size_t leading = line.empty() ? 0 : line.data() - (text_.data() + line_);
  const size_t length = line.size();
  text_.resize(line_ + leading + length);
  text_.erase(line_, leading);
  if (length > 0) text_ += '\n';
  line_ = text_.size();
}

bool LineWriter::full() const { return text_.size() > kMaxTextBytes; }

std::string LineWriter::TakeText() && {
  EndLine();
  return std::move(text_);
}

}  // namespace policygraph::loader
