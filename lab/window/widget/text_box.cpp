#include "lab/window/widget/text_box.hpp"

#include <imgui.h>

#include <algorithm>
#include <string>

namespace wirelab::window {
namespace {

// ImGui's own field, without its frame: ours is painted.
bool edit_line(Paint& paint, Rect r, TextEdit& edit, Face face, bool whole) {
  const float ui = paint.ui();
  const ImFont* font = paint.font(face);
  ImGui::SetCursorScreenPos({r.x * ui, r.y * ui + (r.h * ui - font->FontSize) / 2});
  ImGui::SetNextItemWidth(r.w * ui);
  ImGui::PushFont(const_cast<ImFont*>(font));
  ImGui::PushStyleColor(ImGuiCol_FrameBg, 0);
  ImGui::PushStyleColor(ImGuiCol_Text, paint.theme().text);
  ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, paint.theme().line2);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.F);
  if (edit.wanted) ImGui::SetKeyboardFocusHere();
  edit.wanted = false;
  const int flags = ImGuiInputTextFlags_EnterReturnsTrue |
                    (whole ? ImGuiInputTextFlags_AutoSelectAll : ImGuiInputTextFlags_None);
  const bool entered = ImGui::InputText("##text", edit.text.data(), edit.text.size(), flags);
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor(3);
  ImGui::PopFont();
  return entered;
}

}  // namespace

void TextEdit::set(std::string_view value) {
  text = {};
  std::copy_n(value.begin(), std::min(value.size(), text.size() - 1), text.begin());
}

Typed draw_text_line(Paint& paint, std::string_view name, Rect r, TextEdit& edit, Face face,
                     bool whole) {
  ImGui::PushID(name.data(), name.data() + name.size());
  const bool was = edit.active;
  const bool entered = edit_line(paint, r, edit, face, whole);
  edit.active = ImGui::IsItemActive();
  ImGui::PopID();
  const bool escaped = was && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape));
  return entered ? Typed::entered : escaped ? Typed::cleared : Typed::nothing;
}

Typed draw_text_box(Paint& paint, std::string_view name, Rect r, TextEdit& edit,
                    std::string_view hint, std::string_view beside, bool wrong) {
  const Theme& t = paint.theme();
  paint.fill(r, t.bg, 8);
  paint.stroke(r, wrong ? t.rst : edit.active ? t.accent : t.line2, 1, 8);
  paint.registry().item(name, r);
  constexpr float pad = 12;
  const float taken = beside.empty() ? 0 : std::min(r.w / 2, paint.width(Face::small, beside) + 10);
  const Rect room{r.x + pad, r.y, r.w - 2 * pad - taken, r.h};
  paint.text_in(r.right() - pad, r.mid_y(), taken, Face::small, t.muted, beside, Align::right);
  if (edit.text[0] == 0 && !edit.active)
    paint.text_in(room.x, r.mid_y(), room.w, Face::base, t.faint, hint);
  const Typed typed = draw_text_line(paint, name, room, edit, Face::mono);
  if (typed == Typed::cleared) edit.set("");
  return typed;
}

}  // namespace wirelab::window
