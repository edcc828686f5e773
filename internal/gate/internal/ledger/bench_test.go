package ledger

import (
	"database/sql"
	"fmt"
	"testing"
)

// The price of a leaf, with its commit to the disk, alone and in groups. The goal: 2.5 fsyncs alone, 25 us each in sixty-fours.
func BenchmarkAppendCommitted(b *testing.B) {
	for _, n := range []int{1, 8, 64, 500} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			w := newWorld(b, 1)
			leaves := w.leaves(n)
			for b.Loop() {
				w.in(func(tx *sql.Tx) error {
					_, err := w.log.Append(b.Context(), tx, leaves)
					return err
				})
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n)/1000, "us/leaf")
		})
	}
}

// The part of it that is not the commit.
func BenchmarkAppend(b *testing.B) {
	for _, n := range []int{1, 8, 64, 500} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			w := newWorld(b, 1)
			leaves := w.leaves(n)
			tx := w.begin()
			defer tx.Rollback()
			for b.Loop() {
				if _, err := w.log.Append(b.Context(), tx, leaves); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n)/1000, "us/leaf")
		})
	}
}

func BenchmarkVerify(b *testing.B) {
	w := newWorld(b, 1)
	w.append(20_000)
	for b.Loop() {
		if r := w.verify(VerifyOptions{}); !r.OK {
			b.Fatal(r)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*20_000)/1000, "us/leaf")
	var bytes float64
	w.exec(`VACUUM`)
	if err := w.db.QueryRow(`SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`).Scan(&bytes); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(bytes/20_000, "disk-B/leaf")
}

func BenchmarkProve(b *testing.B) {
	w := newWorld(b, 1)
	w.append(20_000)
	tx := w.begin()
	defer tx.Rollback()
	for b.Loop() {
		if _, err := w.log.Prove(b.Context(), tx, 12_345); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	l := oneLeaf(2)
	for b.Loop() {
		l.Encode()
	}
}

func BenchmarkDecode(b *testing.B) {
	l := oneLeaf(2)
	body := l.Encode()
	for b.Loop() {
		if _, err := Decode(body); err != nil {
			b.Fatal(err)
		}
	}
}
