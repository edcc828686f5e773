// Package sheet reads and writes tables in files as offices exchange them: .xlsx and .csv. It knows nothing of what the tables are about.
//
// Files come from outside, so everything that a file may cost is bounded by [Limits] before it is spent, and nothing is ever written to
// a temporary file: the lists are personal data.
//
// Neither reading nor writing uses excelize, the house's spreadsheet library (seen in its source and measured at v2.11.1): it reads the
// whole file into memory, and both ways spills each part above 16 MB in clear to the temporary directory; it decodes with encoding/xml,
// which keeps a whole text or comment in memory however long it is. A sheet of 20,000 x 20 texts takes 2.6 s and 40 MB with its Rows
// and 0.4 s and 22 MB here; encoding/xml alone takes 1.3 s for the tokens, the decoder here 0.2 s, which is what keeps a hostile file of
// 200 MB unpacked below 3 s. excelize is the independent reader and writer that the tests hold against ours.
package sheet

import (
	"io"
	"strings"
)

// Limits bounds what a file may cost.
type Limits struct {
	Bytes     int64 // size of the file as uploaded
	Unpacked  int64 // bytes that may be unpacked from an .xlsx, declared or real, all parts together
	Rows      int   // rows under the heading
	Columns   int   // columns, counted up to the last one that holds data
	CellRunes int   // characters in one cell
	XMLDepth  int   // nested elements in a part of an .xlsx
	Held      int64 // bytes that the table may hold in memory; 0 is DefaultLimits.Held
}

// DefaultLimits are the limits of an upload: twenty times the list of the largest zone, in at most 64 MiB of memory.
var DefaultLimits = Limits{Bytes: 20 << 20, Unpacked: 200 << 20, Rows: 20000, Columns: 100, CellRunes: 20000, XMLDepth: 32, Held: 32 << 20}

// Kinds of table file.
const (
	XLSX = "xlsx"
	CSV  = "csv"
)

// Cell is one cell as a person sees it in a spreadsheet program set to Italian.
type Cell struct {
	Text    string  // dates of an .xlsx as dd/mm/yyyy, decimals with a comma, truth values as VERO and FALSO; line breaks as \n
	Number  float64 // with Numeric or IsDate: the number, or the serial of the date as stored (see Table.Date1904)
	Numeric bool    // the cell holds a number, and it is not shown as a date
	IsDate  bool    // the cell holds a number shown as a date
	Formula bool    // the cell holds a formula; Text is the value kept beside it, empty if the file was never calculated
	Error   bool    // the cell holds an error, such as #N/D
}

// Row is one row with at least one cell that is not blank. Cells ends with its last cell that is not blank.
type Row struct {
	Line  int // row number as a person sees it in a spreadsheet program, from 1; in a .csv the number of the record
	Cells []Cell
}

// Text gives the text of a column counted from 0, without blanks around it; empty beyond the end of the row.
func (r Row) Text(column int) string { return strings.TrimSpace(r.Cell(column).Text) }

// Cell gives a column counted from 0; an empty cell beyond the end of the row.
func (r Row) Cell(column int) Cell {
	if column < 0 || column >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[column]
}

// Texts gives the trimmed texts of the whole row.
func (r Row) Texts() []string {
	out := make([]string, len(r.Cells))
	for i := range r.Cells {
		out[i] = r.Text(i)
	}
	return out
}

// Table is what a file holds: titles, one row of headings, rows.
type Table struct {
	Kind      string   // XLSX or CSV
	Sheet     string   // name of the sheet that was read; empty for a .csv
	Sheets    []string // names of the visible sheets, in order
	Encoding  string   // of a .csv: "UTF-8", "UTF-16" or "Windows-1252"
	Separator string   // of a .csv: ",", ";" or TAB
	Heading   Row
	Rows      []Row
	Titles    []Row // what stands above the heading
	Date1904  bool  // serials of dates count from 1904, as old Excel for Mac did
}

// Scorer tells how many of the texts of a row it knows as headings; 0 if none.
type Scorer func(cells []string) int

// Options are the reader's wishes; the zero value has none.
type Options struct {
	Score Scorer // finds the heading among the first rows: the best score wins, the first of equals. Nil: see Read
	Sheet string // name of the sheet to read; empty: the first visible one that holds a table
}

// Read reads a table file. The content decides what the file is; a name whose extension says something else is refused. Without a
// Scorer the heading is the first of the first 30 rows with at least three cells, all text and all different. What cannot be read is a
// *Problem with words for the person who uploaded it; any other error comes from r.
func Read(name string, r io.ReaderAt, size int64, lim Limits) (*Table, error) {
	return ReadWith(name, r, size, lim, Options{})
}

// ReadWith reads a table file as Read does, with the reader's wishes.
func ReadWith(name string, r io.ReaderAt, size int64, lim Limits, opts Options) (*Table, error) {
	if lim.Held == 0 {
		lim.Held = DefaultLimits.Held
	}
	if size > lim.Bytes {
		return nil, problem(TooLarge, sized(textTooLarge, size, lim.Bytes))
	}
	kind, enc, err := sniff(name, r, size)
	if err != nil {
		return nil, err
	}
	if kind == CSV {
		return readCSV(r, size, enc, lim, opts)
	}
	return readXLSX(extension(name), r, size, lim, opts)
}
