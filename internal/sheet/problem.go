package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"siil/internal/fault"
	"siil/internal/text"
)

// Codes of what is wrong with a file.
const (
	TooLarge       = "too_large"         // the upload
	UnpacksLarge   = "unpacks_too_large" // the parts of the .xlsx
	TooMuchData    = "too_much_data"     // more text than Limits.Held
	TooManyRows    = "too_many_rows"
	TooManyColumns = "too_many_columns"
	CellTooLong    = "cell_too_long"
	Empty          = "empty"
	NoHeading      = "no_heading"
	NotSpreadsheet = "not_spreadsheet"
	OldExcel       = "old_excel"     // .xls
	Protected      = "protected"     // a password is needed
	OpenDocument   = "open_document" // .ods
	BinaryExcel    = "binary_excel"  // .xlsb
	WebPage        = "web_page"      // HTML or XML under a spreadsheet's name
	WrongName      = "wrong_name"    // extension and content say different things
	Binary         = "binary"        // named .csv, but not text
	Damaged        = "damaged"
	Unsafe         = "unsafe" // a DOCTYPE
)

// Problem is why a file was refused, with words for the person who uploaded it. It unwraps to the *fault.Error that every edge turns
// into an answer: TooLarge for what is above a limit of size, Invalid for the rest.
type Problem struct {
	Code string
	Text text.T
	Line int // row where reading stopped, 0 if it is the whole file
}

// Error gives the code only: the words may hold the name of the file.
func (p *Problem) Error() string {
	if p.Line > 0 {
		return fmt.Sprintf("sheet: %s at row %d", p.Code, p.Line)
	}
	return "sheet: " + p.Code
}

// Unwrap gives the fault for the edges.
func (p *Problem) Unwrap() error {
	kind := fault.Invalid
	switch p.Code {
	case TooLarge, UnpacksLarge, TooMuchData, TooManyRows, TooManyColumns:
		kind = fault.TooLarge
	}
	return fault.New(kind, p.Text)
}

var textTooLarge = text.SheetTooLarge

func problem(code string, t text.T) *Problem { return &Problem{Code: code, Text: t} }

func damaged() *Problem { return problem(Damaged, text.SheetDamaged) }

// sized fills a text with sizes in bytes, written in megabytes; the size above a limit is rounded up, so that it never seems to be within.
func sized(t text.T, sizes ...int64) text.T {
	args := make([]any, len(sizes))
	for i, n := range sizes {
		switch {
		case n >= 1<<20:
			args[i] = strconv.FormatInt((n+1<<20-1)>>20, 10) + " MB"
		case n >= 1<<10:
			args[i] = strconv.FormatInt((n+1<<10-1)>>10, 10) + " kB"
		default:
			args[i] = strconv.FormatInt(n, 10) + " byte"
		}
	}
	return t.With(args...)
}

// counted fills a text with whole numbers, thousands grouped in the way of each language.
func counted(t text.T, numbers ...int) text.T {
	var it, en []any
	for _, n := range numbers {
		it, en = append(it, grouped(n, ".")), append(en, grouped(n, ","))
	}
	return text.T{t.F(text.Italian, it...), t.F(text.English, en...)}
}

func grouped(n int, by string) string {
	digits := strconv.Itoa(n)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 && len(digits) > 4 {
			b.WriteString(by)
		}
		b.WriteRune(d)
	}
	return b.String()
}

func tooManyColumns(line, column, most int) *Problem {
	p := problem(TooManyColumns, counted(text.SheetTooManyColumns, line, column, most))
	p.Line = line
	return p
}

func cellTooLong(line, column, most int) *Problem {
	p := problem(CellTooLong, counted(text.SheetCellTooLong, line, column, most))
	p.Line = line
	return p
}
