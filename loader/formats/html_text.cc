#include "loader/formats/html_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "fmt/format.h"
#include "graph/base/error.h"
#include "loader/formats/html_tokens.h"
#include "loader/formats/line_writer.h"
#include "loader/formats/page_notes.h"
#include "loader/formats/white_space.h"

namespace policygraph::loader {
namespace {

using std::string_view_literals::operator""sv;

// Elements in elements. Pages have some thirty.
constexpr size_t kMaxDepth = 512;

// The article holds so much of a page's running text; the rest are notes of the site.
constexpr size_t kArticlePercent = 90;

constexpr std::array kHidden = {"nav"sv,      "footer"sv, "aside"sv,  "select"sv,  "button"sv,
                                "noscript"sv, "iframe"sv, "object"sv, "svg"sv,     "template"sv,
                                "script"sv,   "style"sv,  "title"sv,  "textarea"sv};
constexpr std::array kVoid = {"br"sv,    "hr"sv,     "img"sv,   "input"sv, "meta"sv,
                              "link"sv,  "area"sv,   "base"sv,  "col"sv,   "embed"sv,
                              "param"sv, "source"sv, "track"sv, "wbr"sv};
constexpr std::array kInline = {"a"sv,     "b"sv,     "strong"sv, "i"sv,    "em"sv,  "u"sv,
                                "span"sv,  "font"sv,  "sup"sv,    "sub"sv,  "img"sv, "s"sv,
                                "ins"sv,   "small"sv, "big"sv,    "mark"sv, "o"sv,   "st1"sv,
                                "label"sv, "input"sv, "wbr"sv,    "meta"sv, "link"sv};
constexpr std::array kHeadings = {"h1"sv, "h2"sv, "h3"sv};
// Elements that the next one of their kind ends.
constexpr std::array kEndedByTheNext = {"p"sv, "li"sv, "option"sv, "dd"sv, "dt"sv};

bool IsOneOf(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// What running text has and menus have not.
bool HasPunctuation(std::string_view line) {
  constexpr std::array kMarks = {"。"sv, "，"sv, "；"sv, "："sv, "！"sv};
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](std::string_view mark) { return line.find(mark) != line.npos; });
}

constexpr size_t kNoParent = -1;

struct Element {
  size_t parent = kNoParent;
  size_t depth = 0;
  bool is_container = false;  // of paragraphs
  size_t running_bytes = 0;   // of text in it that runs, as that of an article does
};

struct Line {
  std::string text;
  size_t link_bytes = 0;
  size_t element = 0;  // that it stands in
  bool is_heading = false;
  bool is_note = false;  // of the site, on the article

  bool Runs() const { return !is_note && link_bytes * 2 < text.size() && HasPunctuation(text); }
  bool IsLinks() const { return link_bytes * 2 > text.size(); }
};

// Lays a page out in lines, each in its element.
class Page {
 public:
  // False when its elements stand in each other too deep.
  bool Read(std::string_view page) {
    HtmlTokens tokens(page);
    while (const std::optional<HtmlToken> token = tokens.Next()) {
      switch (token->kind) {
        case HtmlToken::Kind::kText:
          AddText(token->text);
          break;
        case HtmlToken::Kind::kStartTag:
          if (!Open(token->name)) return false;
          break;
        case HtmlToken::Kind::kEndTag:
          Close(token->name);
          break;
      }
    }
    EndLine();
    CountRunningBytes();
    return true;
  }

  std::string Article() const {
    LineWriter writer;
    const size_t article = FindArticle();
    const std::vector<bool> is_in = ElementsIn(article);
    const Line* heading = nullptr;
    bool begun = false;
    for (const Line& line : lines_) {
      if (article != kNoParent && (line.element == kNoParent || !is_in[line.element])) {
        if (line.is_heading && !begun) heading = &line;
        continue;
      }
      if (line.IsLinks() || line.is_note) continue;
      if (!begun && heading != nullptr && !line.is_heading) AddLine(*heading, writer);
      begun = true;
      AddLine(line, writer);
    }
    return std::move(writer).TakeText();
  }

 private:
  struct OpenElement {
    std::string name;
    size_t element;
  };

  static void AddLine(const Line& line, LineWriter& writer) {
    writer.Add(line.text);
    writer.EndLine();
  }

  bool Open(const std::string& name) {
    const bool is_inline = IsOneOf(kInline, name);
    if (!is_inline) EndLine();
    if (IsOneOf(kVoid, name)) return true;
    if (!open_.empty() && open_.back().name == name && IsOneOf(kEndedByTheNext, name)) Pop();
    if (open_.size() >= kMaxDepth) return false;
    const size_t parent = open_.empty() ? kNoParent : open_.back().element;
    elements_.push_back({parent, open_.size(), !is_inline && name != "p"});
    open_.push_back({name, elements_.size() - 1});
    ++open_by_name_[name];
    hidden_ += IsOneOf(kHidden, name);
    links_ += name == "a";
    headings_ += IsOneOf(kHeadings, name);
    return true;
  }

  // Ends the innermost open element of that name and all in it; an end without beginning is
  // nothing.
  void Close(const std::string& name) {
    if (!IsOneOf(kInline, name)) EndLine();
    const auto count = open_by_name_.find(name);
    if (count == open_by_name_.end() || count->second == 0) return;
    while (open_.back().name != name) Pop();
    Pop();
  }

  void Pop() {
    const std::string& name = open_.back().name;
    hidden_ -= IsOneOf(kHidden, name);
    links_ -= name == "a";
    headings_ -= IsOneOf(kHeadings, name);
    --open_by_name_[name];
    open_.pop_back();
  }

  void AddText(std::string_view text) {
    if (hidden_ > 0) return;
    const size_t before = line_.text.size();
    for (size_t at = 0; at < text.size();) {
      const size_t space = std::min(text.find_first_of(" \t\r\n\f", at), text.size());
      line_.text += text.substr(at, space - at);
      at = std::min(text.find_first_not_of(" \t\r\n\f", space), text.size());
      // A space between words; the source's line breaks between two Chinese characters are none.
      const bool breaks = text.substr(space, at - space).find('\n') != text.npos;
      if (at > space && !line_.text.empty() && (!breaks || (line_.text.back() & 0x80) == 0)) {
        line_.text += ' ';
      }
    }
    if (links_ > 0) line_.link_bytes += line_.text.size() - before;
    line_.is_heading |= headings_ > 0 && line_.text.size() > before;
  }

  void EndLine() {
    if (!IsBlank(line_.text)) {
      line_.element = open_.empty() ? kNoParent : open_.back().element;
      line_.is_note = IsPageNote(TrimSpace(line_.text));
      lines_.push_back(std::move(line_));
    }
    line_ = Line();
  }

  // Sets what each element holds of the running text; an element stands before those in it.
  void CountRunningBytes() {
    for (const Line& line : lines_) {
      if (!line.Runs()) continue;
      running_bytes_ += line.text.size();
      if (line.element != kNoParent) elements_[line.element].running_bytes += line.text.size();
    }
    for (size_t e = elements_.size(); e-- > 0;) {
      const size_t parent = elements_[e].parent;
      if (parent != kNoParent) elements_[parent].running_bytes += elements_[e].running_bytes;
    }
  }

  // The innermost container that holds nearly all running text; kNoParent when there is none.
  size_t FindArticle() const {
    size_t article = kNoParent;
    for (size_t e = 0; e < elements_.size(); ++e) {
      const bool holds = elements_[e].running_bytes * 100 >= running_bytes_ * kArticlePercent;
      if (!holds || !elements_[e].is_container || running_bytes_ == 0) continue;
      if (article == kNoParent || elements_[e].depth > elements_[article].depth) article = e;
    }
    return article;
  }

  // Whether each element is the article or stands in it.
  std::vector<bool> ElementsIn(size_t article) const {
    std::vector<bool> is_in(elements_.size());
    for (size_t e = 0; e < elements_.size(); ++e) {
      const size_t parent = elements_[e].parent;
      is_in[e] = e == article || (parent != kNoParent && is_in[parent]);
    }
    return is_in;
  }

  std::vector<Element> elements_;
  std::vector<OpenElement> open_;  // outermost first
  absl::flat_hash_map<std::string, size_t> open_by_name_;
  std::vector<Line> lines_;
  Line line_;
  size_t running_bytes_ = 0;
  int hidden_ = 0;  // open elements of these kinds
  int links_ = 0;
  int headings_ = 0;
};

}  // namespace

absl::StatusOr<std::string> HtmlText(std::string_view name, std::string_view html) {
  Page page;
  if (!page.Read(html)) {
    return MakeError(ErrorReason::kUnreadableFile,
                     fmt::format("{}: the elements of the page stand in each other more than {} "
                                 "deep; save its text as .txt",
                                 name, kMaxDepth),
                     {{"format", "html"}});
  }
  std::string text = page.Article();
  if (IsBlank(text)) {
    return MakeError(ErrorReason::kEmptyText, fmt::format("{}: the page has no text", name));
  }
  return text;
}

}  // namespace policygraph::loader
