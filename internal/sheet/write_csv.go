package sheet

import (
	"bufio"
	"io"
	"iter"
	"strings"
)

// WriteCSV writes a table as text in UTF-8 with a byte order mark, as Excel wants it, one row at a time. separator is ",", ";" or TAB;
// anything else is ";". A text that a spreadsheet program could take for a formula gets an apostrophe in front, which Read takes off
// again. Control characters are left out.
func WriteCSV(w io.Writer, heading []string, rows iter.Seq[[]string], separator string) error {
	if separator != "," && separator != "\t" {
		separator = ";"
	}
	out := bufio.NewWriter(w)
	if _, err := out.WriteString("\uFEFF"); err != nil {
		return err
	}
	var line []byte
	write := func(cells []string) error {
		line = line[:0]
		for i, c := range cells {
			if i > 0 {
				line = append(line, separator...)
			}
			line = appendField(line, c, separator)
		}
		line = append(line, "\r\n"...)
		_, err := out.Write(line)
		return err
	}
	if err := write(heading); err != nil {
		return err
	}
	for cells := range rows {
		if err := write(cells); err != nil {
			return err
		}
	}
	return out.Flush()
}

// appendField appends a cell, made harmless and quoted if it must be.
func appendField(dst []byte, cell, separator string) []byte {
	cell = string(appendClean(nil, []byte(cell)))
	if startsFormula(cell) {
		cell = "'" + cell
	}
	if !strings.ContainsAny(cell, separator+"\"\n") && strings.TrimSpace(cell) == cell {
		return append(dst, cell...)
	}
	dst = append(dst, '"')
	dst = append(dst, strings.ReplaceAll(cell, `"`, `""`)...)
	return append(dst, '"')
}
