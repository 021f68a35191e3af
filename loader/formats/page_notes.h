#ifndef POLICYGRAPH_LOADER_FORMATS_PAGE_NOTES_H_
#define POLICYGRAPH_LOADER_FORMATS_PAGE_NOTES_H_

#include <string_view>

namespace policygraph::loader {

// Whether a line of a page is the site's note on the article and not of it: where it comes from,
// who edited it, when it was put there (来源：甲市人民政府 发布时间：2024-01-15), or buttons and
// nothing else (【打印】【关闭】 分享到：微信).
bool IsPageNote(std::string_view line);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_PAGE_NOTES_H_
