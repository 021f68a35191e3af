#include "loader/formats/page_notes.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace policygraph::loader {
namespace {

using std::string_view_literals::operator""sv;

// A note is short. Longer lines that begin like one are paragraphs.
constexpr size_t kLongestNote = 300;

// What stands before a colon in notes; sites put their own words before most of these (信息来源,
// 文章作者), but a report has lines that end in some of them. So each is given in full.
constexpr std::array kLabels = {
    "来源"sv,     "信息来源"sv, "文章来源"sv,   "稿件来源"sv, "新闻来源"sv,   "内容来源"sv,
    "稿源"sv,     "作者"sv,     "文章作者"sv,   "编辑"sv,     "责任编辑"sv,   "责编"sv,
    "值班编辑"sv, "网络编辑"sv, "审核人"sv,     "审核"sv,     "校对"sv,       "签发"sv,
    "信息员"sv,   "发布人"sv,   "发布者"sv,     "发布单位"sv, "发布机构"sv,   "发布部门"sv,
    "信息提供"sv, "供稿"sv,     "供稿单位"sv,   "发布时间"sv, "发布日期"sv,   "发文日期"sv,
    "成文日期"sv, "生成日期"sv, "公开日期"sv,   "更新时间"sv, "发表时间"sv,   "添加时间"sv,
    "录入时间"sv, "浏览次数"sv, "浏览量"sv,     "访问次数"sv, "访问量"sv,     "点击数"sv,
    "点击次数"sv, "点击率"sv,   "点击量"sv,     "阅读次数"sv, "阅读量"sv,     "阅读数"sv,
    "阅读"sv,     "浏览"sv,     "点击"sv,       "人气"sv,     "字体"sv,       "字号"sv,
    "字体大小"sv, "文字大小"sv, "视力保护色"sv, "索引号"sv,   "信息索引号"sv, "主题词"sv,
    "信息分类"sv, "主题分类"sv, "发文字号"sv,   "发文机关"sv, "有效性"sv,     "信息有效性"sv,
    "上一篇"sv,   "下一篇"sv,   "上一条"sv,     "下一条"sv,   "分享到"sv,     "分享至"sv,
    "分享"sv};

// Words of buttons. Those of two characters that words begin with stand behind the longer ones.
constexpr std::array kButtons = {"扫一扫在手机打开当前页面"sv,
                                 "扫一扫在手机打开当前页"sv,
                                 "扫一扫在手机上查看"sv,
                                 "扫一扫手机打开当前页"sv,
                                 "扫一扫分享"sv,
                                 "手机扫一扫"sv,
                                 "扫一扫"sv,
                                 "打印本页"sv,
                                 "打印此页"sv,
                                 "打印文章"sv,
                                 "打印内容"sv,
                                 "关闭本页"sv,
                                 "关闭窗口"sv,
                                 "收藏本页"sv,
                                 "加入收藏"sv,
                                 "我要纠错"sv,
                                 "我要分享"sv,
                                 "一键分享"sv,
                                 "微信好友"sv,
                                 "微信扫一扫"sv,
                                 "新浪微博"sv,
                                 "腾讯微博"sv,
                                 "QQ空间"sv,
                                 "QQ好友"sv,
                                 "朋友圈"sv,
                                 "返回顶部"sv,
                                 "返回首页"sv,
                                 "返回列表"sv,
                                 "回到顶部"sv,
                                 "字体大小"sv,
                                 "分享文章到"sv,
                                 "文章分享"sv,
                                 "分享到"sv,
                                 "分享至"sv,
                                 "分享"sv,
                                 "打印"sv,
                                 "关闭"sv,
                                 "收藏"sv,
                                 "纠错"sv,
                                 "复制链接"sv,
                                 "微信"sv,
                                 "微博"sv,
                                 "字体"sv,
                                 "字号"sv,
                                 "放大"sv,
                                 "缩小"sv,
                                 "默认"sv,
                                 "超大"sv,
                                 "特大"sv,
                                 "大"sv,
                                 "中"sv,
                                 "小"sv,
                                 "QQ"sv,
                                 "T"sv,
                                 "A+"sv,
                                 "A-"sv};

// What stands around and between buttons and labels.
constexpr std::array kSeparators = {" "sv,  "\t"sv, "　"sv, "\u00A0"sv, "【"sv, "】"sv, "["sv,
                                    "]"sv,  "［"sv, "］"sv, "("sv,      ")"sv,  "（"sv, "）"sv,
                                    "〖"sv, "〗"sv, "<"sv,  ">"sv,      "|"sv,  "｜"sv, "·"sv,
                                    ":"sv,  "："sv, "/"sv,  "-"sv,      "—"sv,  "+"sv,  "、"sv};

// What a date and a time of day are made of.
constexpr std::array kDateParts = {"年"sv, "月"sv, "日"sv};

template <size_t kSize>
size_t LengthOfPrefix(const std::array<std::string_view, kSize>& words, std::string_view line) {
  const auto it = std::find_if(words.begin(), words.end(),
                               [&](std::string_view word) { return line.starts_with(word); });
  return it == words.end() ? 0 : it->size();
}

std::string_view WithoutSeparators(std::string_view line) {
  while (const size_t length = LengthOfPrefix(kSeparators, line)) line.remove_prefix(length);
  return line;
}

// Past a date in front: notes begin with when the article was put there.
std::string_view WithoutDate(std::string_view line) {
  while (!line.empty()) {
    const bool is_digit = line.front() >= '0' && line.front() <= '9';
    const size_t length = is_digit ? 1 : LengthOfPrefix(kDateParts, line);
    if (length == 0) break;
    line = WithoutSeparators(line.substr(length));
  }
  return line;
}

bool BeginsWithLabel(std::string_view line) {
  return std::any_of(kLabels.begin(), kLabels.end(), [&](std::string_view label) {
    if (!line.starts_with(label)) return false;
    const std::string_view rest = line.substr(label.size());
    return rest.starts_with("：") || rest.starts_with(":");
  });
}

bool IsButtons(std::string_view line) {
  // A line of separators alone is none.
  size_t buttons = 0;
  for (line = WithoutSeparators(line); !line.empty(); line = WithoutSeparators(line)) {
    const size_t length = LengthOfPrefix(kButtons, line);
    if (length == 0) return false;
    ++buttons;
    line.remove_prefix(length);
  }
  return buttons > 0;
}

}  // namespace

bool IsPageNote(std::string_view line) {
  if (line.size() > kLongestNote) return false;
  // Sentences end in a full stop, and notes do not.
  const bool is_sentence = line.find("。") != line.npos;
  return (!is_sentence && BeginsWithLabel(WithoutDate(WithoutSeparators(line)))) || IsButtons(line);
}

}  // namespace policygraph::loader
