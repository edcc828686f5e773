package sheet

import (
	"io"
	"path"
	"strings"

	"siil/internal/text"
)

// workbook is what reading an .xlsx needs to know before the cells.
type workbook struct {
	*pack
	*builder
	opts                    Options
	path                    string // of the workbook part
	stylesPart, stringsPart string
	sheets                  []sheetRef
	shared                  sharedTexts
	styles                  []format
	table                   Table
}

type sheetRef struct{ name, part string }

// Most that a workbook may list of sheets; beyond, they are not read.
const mostSheets = 200

// readXLSX reads an Excel workbook from a file with some extension.
func readXLSX(ext string, r io.ReaderAt, size int64, lim Limits, opts Options) (*Table, error) {
	p, err := openPack(r, size, lim)
	if err != nil {
		return nil, err
	}
	w := &workbook{pack: p, builder: &builder{lim: lim}, opts: opts}
	if err := w.find(); err != nil {
		return nil, err
	}
	if !namesWorkbook(ext) {
		return nil, problem(WrongName, text.SheetNamedCSV.With(ext))
	}
	for _, read := range []func() error{w.readSheets, w.readStyles, w.readStrings} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	if err := w.readTable(); err != nil {
		return nil, err
	}
	return &w.table, nil
}

// find finds the workbook part, and says what else the zip is.
func (w *workbook) find() error {
	switch {
	case strings.Contains(w.head("mimetype", 100), "opendocument"):
		return problem(OpenDocument, text.SheetOpenDocument)
	case w.has("xl/workbook.bin"):
		return problem(BinaryExcel, text.SheetBinaryExcel)
	}
	w.path = "xl/workbook.xml"
	err := w.walk("_rels/.rels", func(x *xmlReader, t token) error {
		if t == startTag && string(x.name) == "Relationship" && strings.HasSuffix(string(x.attr("Type")), "/officeDocument") {
			w.path = resolve("", string(x.attr("Target")))
		}
		return nil
	})
	if err == nil && !w.has(w.path) {
		err = problem(NotSpreadsheet, text.SheetNotSpreadsheet)
	}
	return err
}

// resolve gives the name in the zip of a relationship's target.
func resolve(from, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return path.Clean(target)[1:]
	}
	return strings.TrimPrefix(path.Join(path.Dir(from), target), "/")
}

// readSheets reads the list of visible sheets and where the parts are.
func (w *workbook) readSheets() error {
	targets := map[string]string{}
	err := w.walk(path.Join(path.Dir(w.path), "_rels", path.Base(w.path)+".rels"), func(x *xmlReader, t token) error {
		if t != startTag || string(x.name) != "Relationship" || len(targets) >= 5*mostSheets {
			return nil
		}
		id := string(x.attr("Id"))
		kind := string(x.attr("Type"))
		target := resolve(w.path, string(x.attr("Target")))
		switch kind[strings.LastIndexByte(kind, '/')+1:] {
		case "worksheet":
			targets[id] = target
		case "styles", "sharedStrings":
			targets[kind[strings.LastIndexByte(kind, '/')+1:]] = target
		}
		return w.hold(int64(len(id) + len(target) + 64))
	})
	if err != nil {
		return err
	}
	err = w.walk(w.path, func(x *xmlReader, t token) error {
		if t != startTag {
			return nil
		}
		switch string(x.name) {
		case "workbookPr":
			w.table.Date1904 = truth(x.attr("date1904"))
		case "sheet":
			state, name := string(x.attr("state")), string(x.attr("name"))
			part := targets[string(x.attr("id"))]
			if (state == "" || state == "visible") && part != "" && len(w.sheets) < mostSheets {
				w.sheets = append(w.sheets, sheetRef{name, part})
				w.table.Sheets = append(w.table.Sheets, name)
			}
			return w.hold(int64(len(name) + 64))
		}
		return nil
	})
	w.table.Kind = XLSX
	w.stylesPart, w.stringsPart = targets["styles"], targets["sharedStrings"]
	return err
}

func truth(b []byte) bool { return string(b) == "1" || string(b) == "true" || string(b) == "on" }

// readTable reads the sheet that was asked for, or the first visible one that holds a table.
func (w *workbook) readTable() error {
	var first error
	for _, s := range w.sheets {
		if w.opts.Sheet != "" && s.name != w.opts.Sheet {
			continue
		}
		w.rows = nil
		if err := w.readCells(s.part); err != nil {
			return err
		}
		err := w.builder.table(&w.table, w.opts.Score)
		if err == nil {
			w.table.Sheet = s.name
			return nil
		}
		// A sheet without a heading may be a cover: what is wrong with it is told only if no sheet is better.
		if p, ok := err.(*Problem); !ok || p.Code != Empty && p.Code != NoHeading {
			return err
		} else if first == nil || p.Code == NoHeading {
			first = err
		}
	}
	if first == nil {
		first = problem(Empty, text.SheetEmpty)
	}
	return first
}
