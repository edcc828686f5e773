package crypt

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

func TestMACTellsPartsApart(t *testing.T) {
	mac := seeded(1).MAC("row")
	parts := rapid.SliceOfN(rapid.SliceOfN(rapid.ByteRange(0, 1), 0, 3), 0, 4)
	rapid.Check(t, func(t *rapid.T) {
		a, b := parts.Draw(t, "a"), parts.Draw(t, "b")
		same := slices.EqualFunc(a, b, bytes.Equal)
		if (mac(a...) == mac(b...)) != same {
			t.Fatalf("%v and %v", a, b)
		}
	})
}

func TestMACDependsOnKeyAndPurpose(t *testing.T) {
	part := []byte("row")
	base := seeded(1).MAC("row")(part)
	if seeded(1).MAC("row")(part) != base {
		t.Error("not the same twice")
	}
	if seeded(1).MAC("page")(part) == base || seeded(2).MAC("row")(part) == base {
		t.Error("another purpose or key gives the same")
	}
}

func TestMACServesManyAtOnce(t *testing.T) {
	mac := seeded(1).MAC("row")
	want := mac([]byte("a"), []byte("b"))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 500 {
				if mac([]byte("a"), []byte("b")) != want {
					t.Error("not the same in another goroutine")
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestTokens(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		tok := Token()
		if len(tok) != 43 || strings.Trim(tok, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != "" || seen[tok] {
			t.Fatalf("token %q", tok)
		}
		seen[tok] = true
	}
	if got := TokenHash("abc"); got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Errorf("hash of abc: %s", got) // FIPS 180-2, appendix B.1
	}
}

func BenchmarkMAC(b *testing.B) {
	mac := seeded(1).MAC("row")
	row := bytes.Repeat([]byte{1}, 300)
	for b.Loop() {
		mac(row)
	}
}

func BenchmarkSeal(b *testing.B) {
	k, plain := NewKey(), bytes.Repeat([]byte{1}, 100)
	for b.Loop() {
		Seal(k, here, plain)
	}
}

func BenchmarkOpen(b *testing.B) {
	k := NewKey()
	sealed := Seal(k, here, bytes.Repeat([]byte{1}, 100))
	for b.Loop() {
		if _, err := Open(k, here, sealed); err != nil {
			b.Fatal(err)
		}
	}
}
