package plan

import (
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"siil/internal/value"
)

// apiHours are hours as a decimal number: exactly, without floating point. What is no whole number of minutes is wrong; hours that two decimals cannot
// write (20 minutes are 0.33) are rounded, and read back as the minutes that they came from.
type apiHours struct {
	minutes int
	wrong   bool
}

// Schema describes apiHours in the document.
func (apiHours) Schema(huma.Registry) *huma.Schema {
	low, high := 0.0, 1_000_000.0
	return &huma.Schema{Type: huma.TypeNumber, Minimum: &low, Maximum: &high}
}

// MarshalJSON writes 270 minutes as 4.5.
func (h apiHours) MarshalJSON() ([]byte, error) {
	hundredths := (h.minutes%60*100 + 30) / 60
	s := strconv.Itoa(h.minutes/60) + "." + strconv.Itoa(100 + hundredths)[1:]
	return []byte(strings.TrimRight(strings.TrimRight(s, "0"), ".")), nil
}

// UnmarshalJSON reads 4.5 as 270 minutes.
func (h *apiHours) UnmarshalJSON(b []byte) error {
	minutes, ok := minutesIn(string(b))
	*h = apiHours{minutes, !ok}
	return nil
}

// minutesIn reads a decimal number of hours: exactly, or rounded to two or more decimals.
func minutesIn(s string) (int, bool) {
	hours, part, ok := decimal(s, 9)
	if !ok {
		return 0, false
	}
	scale := 1
	for range len(part) {
		scale *= 10
	}
	of := 0
	if part != "" {
		of, _ = strconv.Atoi(part)
	}
	if of*60%scale == 0 {
		return hours*60 + of*60/scale, true
	}
	m := (of*60 + scale/2) / scale
	if len(part) < 2 || (m*scale+30)/60 != of {
		return 0, false
	}
	return hours*60 + m, true
}

// decimal takes a number of JSON apart, with so many decimals at most.
func decimal(s string, most int) (whole int, part string, ok bool) {
	w, part, point := strings.Cut(s, ".")
	if len(w) > 7 || len(part) > most || point && part == "" || strings.Trim(w+part, "0123456789") != "" {
		return 0, "", false
	}
	whole, err := strconv.Atoi(w)
	return whole, part, err == nil
}

// apiEuro is an amount in euro with two decimals.
type apiEuro struct {
	amount value.Money
	wrong  bool
}

// Schema describes an apiEuro in the document.
func (apiEuro) Schema(huma.Registry) *huma.Schema {
	low, high := 0.0, 1_000_000.0
	return &huma.Schema{Type: huma.TypeNumber, Minimum: &low, Maximum: &high}
}

// MarshalJSON writes 50000 cents as 500.00.
func (e apiEuro) MarshalJSON() ([]byte, error) {
	return []byte(strconv.FormatInt(int64(e.amount)/100, 10) + "." + strconv.Itoa(100 + int(e.amount%100))[1:]), nil
}

// UnmarshalJSON reads 500, 500.5 or 500.00.
func (e *apiEuro) UnmarshalJSON(b []byte) error {
	whole, part, ok := decimal(string(b), 2)
	cents, _ := strconv.Atoi((part + "00")[:2])
	*e = apiEuro{value.Money(whole*100 + cents), !ok}
	if !ok {
		e.amount = 0
	}
	return nil
}

// euro is an amount that there may not be.
func euro(m value.Money) *apiEuro {
	if m == 0 {
		return nil
	}
	return &apiEuro{amount: m}
}

func number32(n int) int32 { return int32(min(n, 1<<31-1)) }
