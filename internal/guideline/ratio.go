package guideline

import (
	"math/big"
	"strconv"
	"strings"

	"siil/internal/text"
)

// Ratio is an exact number: figures that are worked out are never floating point. The zero Ratio is nothing at all, which is what dividing by
// nothing gives and what every calculation with it stays.
type Ratio struct{ r *big.Rat }

// RatioOf makes n/d; nothing when d is 0.
func RatioOf(n, d int64) Ratio {
	if d == 0 {
		return Ratio{}
	}
	return Ratio{big.NewRat(n, d)}
}

// Known tells whether the ratio is a number.
func (a Ratio) Known() bool { return a.r != nil }

// Cmp compares two numbers: -1, 0 or 1. Nothing comes before every number.
func (a Ratio) Cmp(b Ratio) int {
	switch {
	case a.r == nil && b.r == nil:
		return 0
	case a.r == nil:
		return -1
	case b.r == nil:
		return 1
	}
	return a.r.Cmp(b.r)
}

// Plus adds.
func (a Ratio) Plus(b Ratio) Ratio { return both(a, b, (*big.Rat).Add) }

// Minus subtracts.
func (a Ratio) Minus(b Ratio) Ratio { return both(a, b, (*big.Rat).Sub) }

// Times multiplies.
func (a Ratio) Times(b Ratio) Ratio { return both(a, b, (*big.Rat).Mul) }

// Over divides; by zero it gives nothing.
func (a Ratio) Over(b Ratio) Ratio {
	if b.r == nil || b.r.Sign() == 0 {
		return Ratio{}
	}
	return both(a, b, (*big.Rat).Quo)
}

func both(a, b Ratio, do func(z, x, y *big.Rat) *big.Rat) Ratio {
	if a.r == nil || b.r == nil {
		return Ratio{}
	}
	return Ratio{do(new(big.Rat), a.r, b.r)}
}

// Tenths is the number in tenths, rounded half up (towards the greater): 2.25 is 23. Nothing is 0.
func (a Ratio) Tenths() int { return a.scaled(10) }

// Hundredths is likewise in hundredths.
func (a Ratio) Hundredths() int { return a.scaled(100) }

// scaled is floor(a*by + 1/2), exactly.
func (a Ratio) scaled(by int64) int {
	if a.r == nil {
		return 0
	}
	x := new(big.Rat).Mul(a.r, new(big.Rat).SetInt64(by))
	x.Add(x, big.NewRat(1, 2))
	return int(new(big.Int).Div(x.Num(), x.Denom()).Int64()) // Div is Euclidean: with a positive divisor, floor
}

// Figure is the number with one decimal as the language writes it, "" for nothing.
func (a Ratio) Figure(l text.Lang) string {
	if a.r == nil {
		return ""
	}
	return TenthsIn(a.Tenths(), l)
}

// TenthsIn writes tenths with one decimal as the language does: 34 is 3,4 in Italian.
func TenthsIn(n int, l text.Lang) string { return decimals(n, 1, l) }

// HundredthsIn writes hundredths with two decimals.
func HundredthsIn(n int, l text.Lang) string { return decimals(n, 2, l) }

func decimals(n, places int, l text.Lang) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	s := strconv.Itoa(n)
	if len(s) <= places {
		s = strings.Repeat("0", places+1-len(s)) + s
	}
	point := ","
	if l == text.English {
		point = "."
	}
	return sign + s[:len(s)-places] + point + s[len(s)-places:]
}
