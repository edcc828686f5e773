package sheet

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"
)

// MediaXLSX is the media type of a workbook.
const MediaXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// WriteOptions are the extras of an .xlsx.
type WriteOptions struct {
	Footer string    // a line under the table, after a blank row, and at the foot of each printed page: who made the file and when
	Widths []float64 // of the columns, in characters; columns without one get a width that suits their first rows
}

// Cell styles of a written workbook, by their place in stylesXML.
const (
	headingStyle = 1
	textStyle    = 2
	quotedStyle  = 3 // shows the apostrophe that keeps a text from becoming a formula when somebody edits it
	footerStyle  = 4
)

const (
	widthRows = 200   // rows that the widths of the columns are taken from
	mostUnits = 32767 // UTF-16 units that Excel accepts in a cell
)

var errTooManyRows = errors.New("sheet: more rows than an .xlsx can hold")

// WriteXLSX writes a workbook of one sheet, one row at a time: memory does not grow with the rows and nothing is written to disk. Every
// cell is a text, never a formula or a number, and reads back as it was; only characters that XML cannot hold are left out, and what is
// beyond the 32,767 characters that Excel accepts in a cell.
func WriteXLSX(w io.Writer, sheetName string, heading []string, rows iter.Seq[[]string], opts WriteOptions) error {
	z := zip.NewWriter(w)
	name := sheetNameOf(sheetName)
	for _, p := range [][2]string{
		{"[Content_Types].xml", contentTypesXML},
		{"_rels/.rels", relsXML},
		{"xl/workbook.xml", fmt.Sprintf(workbookXML, attribute(name), attribute("'"+strings.ReplaceAll(name, "'", "''")+"'!$1:$1"))},
		{"xl/_rels/workbook.xml.rels", workbookRelsXML},
		{"xl/styles.xml", stylesXML},
	} {
		f, err := z.Create(p[0])
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, p[1]); err != nil {
			return err
		}
	}
	f, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return err
	}
	s := &sheetWriter{out: bufio.NewWriterSize(f, 64<<10), heading: heading, opts: opts}
	if err := s.write(rows); err != nil {
		return err
	}
	return z.Close()
}

// sheetNameOf makes a name that Excel accepts: at most 31 characters, none of : \ / ? * [ ], no apostrophe at either end.
func sheetNameOf(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r < 0x20 {
			return ' '
		}
		return r
	}, string(appendClean(nil, []byte(name))))
	if r := []rune(name); len(r) > 31 {
		name = string(r[:31])
	}
	if name = strings.Trim(name, "' "); name == "" {
		return "Elenco"
	}
	return name
}

// sheetWriter writes the part that holds the cells.
type sheetWriter struct {
	out     *bufio.Writer
	heading []string
	opts    WriteOptions
	line    int
	row     []byte
}

func (s *sheetWriter) write(rows iter.Seq[[]string]) error {
	var first [][]string
	begun := false
	for cells := range rows {
		if !begun {
			first = append(first, append([]string(nil), cells...))
			if len(first) < widthRows {
				continue
			}
			begun = true
			if err := s.begin(first); err != nil {
				return err
			}
			continue
		}
		if err := s.writeRow(cells, textStyle); err != nil {
			return err
		}
	}
	if !begun {
		if err := s.begin(first); err != nil {
			return err
		}
	}
	return s.end()
}

// begin writes what stands before the rows, the heading and the first rows.
func (s *sheetWriter) begin(first [][]string) error {
	_, _ = s.out.WriteString(sheetStartXML)
	for i := range s.heading {
		fmt.Fprintf(s.out, `<col min="%d" max="%d" width="%.1f" customWidth="1"/>`, i+1, i+1, s.width(i, first))
	}
	_, _ = s.out.WriteString(sheetDataXML)
	if len(s.heading) == 0 {
		return errors.New("sheet: a table needs a heading")
	}
	if err := s.writeRow(s.heading, headingStyle); err != nil {
		return err
	}
	for _, cells := range first {
		if err := s.writeRow(cells, textStyle); err != nil {
			return err
		}
	}
	return nil
}

// width gives the width of a column, in characters: the one asked for, or what the longest line of its first cells needs.
func (s *sheetWriter) width(column int, first [][]string) float64 {
	if column < len(s.opts.Widths) && s.opts.Widths[column] > 0 {
		return min(s.opts.Widths[column], 255)
	}
	longest := utf8.RuneCountInString(s.heading[column]) + 1
	for _, cells := range first {
		if column < len(cells) {
			for line := range strings.SplitSeq(cells[column], "\n") {
				longest = max(longest, utf8.RuneCountInString(line))
			}
		}
	}
	return float64(max(8, min(longest+2, 60)))
}

func (s *sheetWriter) writeRow(cells []string, style int) error {
	if s.line++; s.line > excelRows || len(cells) > excelColumns {
		return errTooManyRows
	}
	s.row = append(append(s.row[:0], `<row r="`...), strconv.Itoa(s.line)...)
	s.row = append(s.row, `">`...)
	for i, c := range cells {
		if c == "" {
			continue
		}
		use := style
		if style == textStyle && startsFormula(c) {
			use = quotedStyle
		}
		s.row = append(s.row, `<c r="`...)
		s.row = appendColumn(s.row, i)
		s.row = strconv.AppendInt(s.row, int64(s.line), 10)
		s.row = append(append(append(s.row, `" s="`...), byte('0'+use)), `" t="inlineStr"><is><t xml:space="preserve">`...)
		s.row = appendXML(s.row, cut(c))
		s.row = append(s.row, `</t></is></c>`...)
	}
	s.row = append(s.row, `</row>`...)
	_, err := s.out.Write(s.row)
	return err
}

// end writes the footer and what stands after the rows.
func (s *sheetWriter) end() error {
	foot := ""
	if s.opts.Footer != "" {
		s.line++
		if err := s.writeRow([]string{s.opts.Footer}, footerStyle); err != nil {
			return err
		}
		printed := []rune(s.opts.Footer)
		printed = printed[:min(len(printed), 200)]
		foot = "<headerFooter><oddFooter>&amp;L" + string(appendXML(nil, strings.ReplaceAll(string(printed), "&", "&&"))) + "&amp;R&amp;P/&amp;N</oddFooter></headerFooter>"
	}
	fmt.Fprintf(s.out, sheetEndXML, foot)
	return s.out.Flush()
}

// appendColumn appends the letters of a column counted from 0.
func appendColumn(dst []byte, column int) []byte {
	if column >= 26 {
		dst = appendColumn(dst, column/26-1)
	}
	return append(dst, byte('A'+column%26))
}

// cut takes the characters that fit in a cell of Excel.
func cut(s string) string {
	if len(s) <= mostUnits {
		return s
	}
	units := 0
	for i, r := range s {
		if units++; r > 0xFFFF {
			units++
		}
		if units > mostUnits {
			return s[:i]
		}
	}
	return s
}

// appendXML appends a text as XML, without the characters that XML 1.0 cannot hold. What looks like a workbook's own escape (_x0041_)
// has its underscore escaped, or it would read back as another character.
func appendXML(dst []byte, s string) []byte {
	for i, r := range s {
		switch {
		case r == '&':
			dst = append(dst, "&amp;"...)
		case r == '<':
			dst = append(dst, "&lt;"...)
		case r == '>':
			dst = append(dst, "&gt;"...)
		case r == '"':
			dst = append(dst, "&quot;"...)
		case r == '\r':
			dst = append(dst, "&#13;"...)
		case r == '_' && isEscape(s[i:]):
			dst = append(dst, "_x005F_"...)
		case r < 0x20 && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

func isEscape(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}

func attribute(s string) string { return string(appendXML(nil, s)) }
