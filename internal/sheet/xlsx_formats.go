package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// format is how a cell's number is shown, as far as a reader of lists needs it.
type format struct {
	kind  formatKind
	zeros int // least digits, for codes with leading zeros
}

type formatKind uint8

const (
	plainNumber formatKind = iota
	dateShown
	timeShown
	percentShown
)

// Most cell formats that Excel keeps in a workbook.
const mostFormats = 65490

// readStyles reads the number format of each cell style.
func (w *workbook) readStyles() error {
	custom := map[string]format{}
	inCellXfs := false
	return w.walk(w.stylesPart, func(x *xmlReader, t token) error {
		if t == chars {
			return nil
		}
		switch name := string(x.name); {
		case name == "cellXfs":
			inCellXfs = t == startTag
		case t != startTag:
		case name == "numFmt" && len(custom) < mostFormats:
			id := string(x.attr("numFmtId"))
			if len(id) <= 10 {
				custom[id] = formatOf(string(x.attr("formatCode")))
			}
		case name == "xf" && inCellXfs && len(w.styles) < mostFormats:
			id := string(x.attr("numFmtId"))
			f, ok := custom[id]
			if !ok {
				f = builtIn(id)
			}
			w.styles = append(w.styles, f)
		}
		return nil
	})
}

// builtIn gives the formats that a workbook names by number only (ECMA-376 part 1, 18.8.30).
func builtIn(id string) format {
	n, err := strconv.Atoi(id)
	switch {
	case err != nil:
		return format{}
	case n >= 14 && n <= 17, n == 22, n >= 27 && n <= 31, n == 36, n >= 50 && n <= 54, n >= 57 && n <= 58:
		return format{kind: dateShown}
	case n >= 18 && n <= 21, n >= 32 && n <= 35, n >= 45 && n <= 47, n >= 55 && n <= 56:
		return format{kind: timeShown}
	case n == 9, n == 10:
		return format{kind: percentShown}
	}
	return format{}
}

// formatOf reads a format code: its first section, without what is quoted, escaped or in brackets.
func formatOf(code string) format {
	letters := bareCode(strings.ToLower(code))
	has := func(chars string) bool { return strings.ContainsAny(letters, chars) }
	switch {
	case letters == "general" || letters == "standard" || letters == "@":
		return format{}
	case has("yd") || strings.Contains(letters, "gg") || strings.Contains(letters, "aa"):
		return format{kind: dateShown}
	case has("hs"):
		return format{kind: timeShown}
	case has("m"):
		return format{kind: dateShown}
	case has("%"):
		return format{kind: percentShown}
	case len(letters) > 1 && len(letters) <= 20 && strings.Trim(letters, "0") == "":
		return format{zeros: len(letters)}
	}
	return format{}
}

// bareCode gives the first section of a format code without literals, colours, conditions and locales; elapsed times ([h]) stay.
func bareCode(code string) string {
	var b strings.Builder
	for i := 0; i < len(code) && code[i] != ';'; i++ {
		switch code[i] {
		case '"':
			if end := strings.IndexByte(code[i+1:], '"'); end >= 0 {
				i += end + 1
			}
		case '\\', '_', '*':
			i++
		case '[':
			if end := strings.IndexByte(code[i:], ']'); end >= 0 {
				if inside := code[i+1 : i+end]; inside != "" && strings.Trim(inside, "hms") == "" {
					b.WriteString(inside)
				}
				i += end
			}
		default:
			b.WriteByte(code[i])
		}
	}
	return b.String()
}

// show appends a number as its format shows it, and tells whether it is shown as a date.
func (f format) show(dst []byte, n float64, date1904 bool) (shown []byte, isDate bool) {
	switch f.kind {
	case dateShown:
		if day, ok := DayOf(n, date1904); ok {
			return day.AppendFormat(dst, "02/01/2006"), true
		}
	case timeShown:
		if n >= 0 && n < 1 {
			return time.Unix(int64(math.Round(n*86400)), 0).UTC().AppendFormat(dst, "15:04"), false
		}
	case percentShown:
		return append(appendNumber(dst, n*100), '%'), false
	}
	start := len(dst)
	dst = appendNumber(dst, n)
	for f.zeros > len(dst)-start && n >= 0 && n == math.Trunc(n) {
		dst = append(dst, 0)
		copy(dst[start+1:], dst[start:])
		dst[start] = '0'
	}
	return dst, false
}

// appendNumber appends a number with a decimal comma and at most the 15 digits that a spreadsheet keeps.
func appendNumber(dst []byte, n float64) []byte {
	if n == math.Trunc(n) && math.Abs(n) < 1e15 {
		return strconv.AppendInt(dst, int64(n), 10)
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil {
		short = n
	}
	if a := math.Abs(short); a >= 1e21 || a < 1e-9 {
		return append(dst, strings.Replace(strconv.FormatFloat(short, 'E', -1, 64), ".", ",", 1)...)
	}
	return append(dst, strings.Replace(strconv.FormatFloat(short, 'f', -1, 64), ".", ",", 1)...)
}

// Day zero of the serials counted from 1900. Excel believes that 1900 had a 29 February (serial 60), so earlier days are one off.
var dayZero = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

const (
	leapBug    = 61      // serial of 1 March 1900, the first that counts right from dayZero
	lastSerial = 2958465 // 31 December 9999
	from1904   = 1462    // days between the two ways to count
)

// DayOf gives the civil date of a serial as an .xlsx stores it, at midnight UTC; false if there is no such day. date1904 is the table's.
func DayOf(serial float64, date1904 bool) (time.Time, bool) {
	if !(serial >= 0 && serial <= lastSerial+1) {
		return time.Time{}, false
	}
	day := int(math.Floor(serial + 0.5/86400))
	if date1904 {
		day += from1904
	}
	switch {
	case day < 1 || day == leapBug-1 || day > lastSerial:
		return time.Time{}, false
	case day < leapBug:
		day++
	}
	return dayZero.AddDate(0, 0, day), true
}

// serialOf gives the serial of a civil date from 1900 on.
func serialOf(day time.Time, date1904 bool) float64 {
	n := float64((day.Unix() - dayZero.Unix()) / 86400)
	if n < leapBug {
		n--
	}
	if date1904 {
		n -= from1904
	}
	return n
}
