package value

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"siil/internal/text"
)

// integer is any whole number.
type integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64
}

// FormatInt writes a whole number as Italians do: 1.234.
func FormatInt[N integer](n N) string { return dotted(fmt.Sprint(n)) }

// FormatNumber writes a number with so many decimals as Italians do: 1.234,56. What is no number (NaN, infinite) is empty.
func FormatNumber(n float64, decimals int) string {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return ""
	}
	s := strconv.FormatFloat(n, 'f', max(decimals, 0), 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-")
	}
	whole, fraction, has := strings.Cut(s, ".")
	if !has {
		return dotted(whole)
	}
	return dotted(whole) + "," + fraction
}

// dotted sets a dot before every three digits from the right.
func dotted(whole string) string {
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	var b strings.Builder
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(r)
	}
	return sign + b.String()
}

var (
	italianNumber = regexp.MustCompile(`^[+-]?(\d+|[1-9]\d{0,2}(\.\d{3})+)(,\d+)?$`)
	pointNumber   = regexp.MustCompile(`^[+-]?\d+\.\d+$`)
)

// ParseNumber reads a number as Italians type it: 1.234,56, 1234,56, 1.234 (a thousand and more), with spaces or apostrophes between
// the thousands. A point that cannot part thousands is a decimal point, as spreadsheets and phones write it: 12.5, 0.125. It fails with
// ErrNotANumber.
func ParseNumber(s string) (float64, error) {
	plain, ok := plainNumber(s)
	if !ok {
		return 0, notANumber()
	}
	n, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		return 0, notANumber()
	}
	return n, nil
}

var numberNoise = strings.NewReplacer("'", "", "’", "", "−", "-")

// plainNumber rewrites an Italian number with a decimal point only.
func plainNumber(s string) (string, bool) {
	s = strings.Join(strings.Fields(numberNoise.Replace(s)), "")
	switch {
	case italianNumber.MatchString(s):
		return strings.Replace(strings.ReplaceAll(s, ".", ""), ",", ".", 1), true
	case pointNumber.MatchString(s):
		return s, true
	}
	return "", false
}

func notANumber() error {
	return &Flaw{kind: ErrNotANumber, code: "number_unreadable", text: text.NumberUnreadable}
}

// Money is an amount in cents of euro, stored and sent as that whole number.
type Money int64

// Euros makes an amount of whole euros.
func Euros(n int) Money { return Money(n) * 100 }

// Format is the form on screen: 1.234,56 €, and 500 € without cents when they are none.
func (m Money) Format() string {
	sign, cents := "", uint64(m)
	if m < 0 {
		sign, cents = "-", -cents
	}
	if cents%100 == 0 {
		return sign + FormatInt(cents/100) + " €"
	}
	return fmt.Sprintf("%s%s,%02d €", sign, FormatInt(cents/100), cents%100)
}

// ParseMoney reads an amount as Italians type it, with or without the sign of the euro: 500, 1.234,5, € 12,50. It fails with
// ErrNotANumber, also on parts of a cent and beyond what 64 bits hold.
func ParseMoney(s string) (Money, error) {
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "€"), "€")
	plain, ok := plainNumber(s)
	if !ok {
		return 0, notANumber()
	}
	whole, fraction, _ := strings.Cut(plain, ".")
	if len(fraction) > 2 {
		return 0, notANumber()
	}
	cents, err := strconv.ParseInt(whole+(fraction + "00")[:2], 10, 64)
	if err != nil {
		return 0, notANumber()
	}
	return Money(cents), nil
}
