#include "lab/window/widget/paragraph.hpp"

#include <string>
#include <vector>

#include "capture/bytes/readable.hpp"

namespace wirelab::window {
namespace {

enum class Style { plain, bold, code };
struct Piece {
  std::string text;
  Style style;
  bool space;  // a blank stood before it
};

bool wide(unsigned char lead) { return lead >= 0xE3; }  // CJK begins with E3 80 80

std::size_t length_of(unsigned char lead) {
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

bool closes(std::string_view character) {
  for (const std::string_view mark : {"，", "。", "、", "；", "：", "？", "！", "）", "”", "」"}) {
    if (character == mark) return true;
  }
  return false;
}

// Words with their style; a Chinese character is a word of its own.
std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  Style style = Style::plain;
  bool space = false, fresh = true;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '*' && i + 1 < text.size() && text[i + 1] == '*' && style != Style::code) {
      style = style == Style::bold ? Style::plain : Style::bold;
      i += 2, fresh = true;
      continue;
    }
    if (text[i] == '`') {
      style = style == Style::code ? Style::plain : Style::code;
      ++i, fresh = true;
      continue;
    }
    if (text[i] == ' ' || text[i] == '\n') {
      space = true, fresh = true;
      ++i;
      continue;
    }
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::string_view character = text.substr(i, length_of(lead));
    const bool own = wide(lead) && !closes(character);
    if (fresh || own || pieces.empty() || pieces.back().style != style) {
      pieces.push_back({"", style, space});
    }
    pieces.back().text += character;
    space = false, fresh = own;
    i += character.size();
  }
  return pieces;
}

Face face_of(const Paragraph& look, Style style) {
  return style == Style::bold ? look.bold : style == Style::code ? look.code : look.face;
}

template <class Emit>
float lay_out(const Paint& paint, float width, const Paragraph& look, std::string_view text,
              Emit&& emit) {
  const float blank = paint.width(look.face, " ");
  const auto pieces = pieces_of(readable(text));
  float x = 0, y = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    const float w = paint.width(face_of(look, piece.style), piece.text);
    float whole = w;  // what must stay together with it: no blank between
    for (std::size_t j = i + 1;
         j < pieces.size() && !pieces[j].space && pieces[j].style != piece.style; ++j) {
      whole += paint.width(face_of(look, pieces[j].style), pieces[j].text);
    }
    if (piece.space && x > 0) x += blank;
    if (x > 0 && x + whole > width &&
        (piece.space || wide(static_cast<unsigned char>(piece.text[0])))) {
      x = 0, y += look.line;
    }
    emit(x, y, piece);
    x += w;
  }
  return pieces.empty() ? 0 : y + look.line;
}

}  // namespace

float draw_paragraph(Paint& paint, Rect column, const Paragraph& look, std::string_view text) {
  return lay_out(paint, column.w, look, text, [&](float x, float y, const Piece& piece) {
    const Color color =
        piece.style == Style::bold && look.bold_color != 0 ? look.bold_color : look.color;
    paint.text(column.x + x, column.y + y + look.line / 2, face_of(look, piece.style), color,
               piece.text);
  });
}

float paragraph_height(const Paint& paint, float width, const Paragraph& look,
                       std::string_view text) {
  return lay_out(paint, width, look, text, [](float, float, const Piece&) {});
}

}  // namespace wirelab::window
