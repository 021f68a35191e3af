#ifndef POLICYGRAPH_LOADER_LINKS_COUNTS_H_
#define POLICYGRAPH_LOADER_LINKS_COUNTS_H_

#include <cstddef>

#include "loader/links/scene.h"

namespace policygraph::loader {

// Tells what is named from what is only counted. How many there are is not who has one.

// True when a number of what the name says is told, by a figure or by words: 示范县3个,
// 示范县、示范镇3个, 3个示范县, 一批示范县. A figure before the name counts from `begin` on.
bool IsCounted(const Scene& scene, const ByteSpan& name, size_t begin);

// Where a number of things that begins here ends; here when none does.
size_t AfterCount(const Scene& scene, size_t begin);

// True when what stands from `begin` to `end` opens with a figure and more follows: 3家企业. After
// a name, 等 before the figure says that the name is one of those counted.
bool OpensWithCount(const Scene& scene, size_t begin, size_t end, bool after_name);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_LINKS_COUNTS_H_
