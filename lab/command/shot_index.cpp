#include "lab/command/shot_index.hpp"

#include "capture/bytes/readable.hpp"

#include <fmt/format.h>

#include <string_view>

namespace wirelab::lab {
namespace {

constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>wirelab: every step of every lesson</title>
<style>
body { font: 14px sans-serif; margin: 16px; }
td, th { text-align: left; vertical-align: top; padding: 6px; border-top: 1px solid #ccc; }
img { width: 40vw; }
</style>
<table>
<tr><th>lesson<th>step<th>dark<th>light
)";

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : readable(text)) {
    switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      default: safe += c;
    }
  }
  return safe;
}

std::string picture_cell(const PicturedStep& step, const std::string& look) {
  const std::string file = escaped(picture_name(step, look));
  return fmt::format(R"(<td><a href="{0}"><img src="{0}" alt="{0}" loading="lazy"></a>)", file);
}

}  // namespace

std::string picture_name(const PicturedStep& step, const std::string& look) {
  return fmt::format("{}-{}-{}.png", step.lesson, step.step, look);
}

std::string shot_index(const std::vector<PicturedStep>& steps) {
  std::string page(head);
  for (const PicturedStep& step : steps) {
    page += fmt::format("<tr><td>{}<td>{}<br><code>{}</code>", escaped(step.lesson),
                        escaped(step.title), escaped(step.step));
    page += step.fault.empty() ? picture_cell(step, "dark") + picture_cell(step, "light")
                               : fmt::format("<td colspan=\"2\">{}", escaped(step.fault));
    page += '\n';
  }
  return page + "</table>\n</html>\n";
}

}  // namespace wirelab::lab
