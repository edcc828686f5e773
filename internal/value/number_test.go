package value

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestFormatNumber(t *testing.T) {
	for _, c := range []struct {
		n        float64
		decimals int
		want     string
	}{{1234.56, 2, "1.234,56"}, {1234567.891, 1, "1.234.567,9"}, {0, 0, "0"}, {-0.001, 1, "0,0"}, {-1234, 0, "-1.234"}, {999.999, 2, "1.000,00"}, {3.5, 1, "3,5"}, {123, 0, "123"}, {-123456, 0, "-123.456"}, {7, -1, "7"},
		{math.NaN(), 1, ""}, {math.Inf(1), 1, ""}} {
		if got := FormatNumber(c.n, c.decimals); got != c.want {
			t.Errorf("%v with %d decimals is %q, want %q", c.n, c.decimals, got, c.want)
		}
	}
	for got, want := range map[string]string{FormatInt(0): "0", FormatInt(1234567): "1.234.567", FormatInt(int64(-1000)): "-1.000", FormatInt(uint8(12)): "12", FormatInt(int64(math.MinInt64)): "-9.223.372.036.854.775.808"} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for typed, want := range map[string]float64{"1.234,56": 1234.56, "1234,56": 1234.56, "1.234": 1234, "1234": 1234, " 12 ": 12, "-3,5": -3.5, "+3": 3, "12.5": 12.5, "0.125": 0.125, "1.234.567": 1234567, "1 234,5": 1234.5, "1'234": 1234, "−2": -2,
		"1234.567": 1234.567, "0,5": 0.5} {
		if got, err := ParseNumber(typed); err != nil || got != want {
			t.Errorf("%q is %v, %v; want %v", typed, got, err, want)
		}
	}
	for _, typed := range []string{"", "x", "1,2,3", "1.23.456", "1,234.56", ",5", "5,", "1e3", "NaN", "0x10", "1.2.3", "--1", "€ 5", "Inf", "1_000", "٣"} {
		if got, err := ParseNumber(typed); !errors.Is(err, ErrNotANumber) || FlawOf(err).Code() != "number_unreadable" {
			t.Errorf("%q is %v, %v", typed, got, err)
		}
	}
}

func TestNumbersAndMoneyReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(-1e14, 1e14).Draw(t, "cents")
		if n, err := ParseNumber(FormatNumber(float64(cents)/100, 2)); err != nil || n != float64(cents)/100 {
			t.Fatalf("%q is %v, %v", FormatNumber(float64(cents)/100, 2), n, err)
		}
		if m, err := ParseMoney(Money(cents).Format()); err != nil || m != Money(cents) {
			t.Fatalf("%q is %v, %v", Money(cents).Format(), m, err)
		}
		if n, err := ParseNumber(FormatInt(cents)); err != nil || n != float64(cents) {
			t.Fatalf("%q is %v, %v", FormatInt(cents), n, err)
		}
	})
}

func TestMoney(t *testing.T) {
	for m, want := range map[Money]string{123456: "1.234,56 €", Euros(500): "500 €", 0: "0 €", 5: "0,05 €", -123450: "-1.234,50 €", -5: "-0,05 €", math.MinInt64: "-92.233.720.368.547.758,08 €"} {
		if got := m.Format(); got != want {
			t.Errorf("%d is %q, want %q", m, got, want)
		}
	}
	for typed, want := range map[string]Money{"500": 50000, "€ 12,50": 1250, "1.234,5 €": 123450, "12.5": 1250, "-0,05": -5, "500€": 50000} {
		if got, err := ParseMoney(typed); err != nil || got != want {
			t.Errorf("%q is %v, %v; want %v", typed, got, err, want)
		}
	}
	for _, typed := range []string{"", "€", "1,234", "12 euro", "99999999999999999999", "5 $"} {
		if got, err := ParseMoney(typed); !errors.Is(err, ErrNotANumber) {
			t.Errorf("%q is %v, %v", typed, got, err)
		}
	}
}
