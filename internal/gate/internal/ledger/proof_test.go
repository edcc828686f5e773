package ledger

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"
)

func (w *world) prove(idx int64) (p Proof) {
	w.t.Helper()
	w.in(func(tx *sql.Tx) (err error) {
		p, err = w.log.Prove(w.t.Context(), tx, idx)
		return err
	})
	return p
}

func (w *world) consistency(size int64) (p tlog.TreeProof, head Checkpoint) {
	w.t.Helper()
	w.in(func(tx *sql.Tx) (err error) {
		p, head, err = w.log.Consistency(w.t.Context(), tx, size)
		return err
	})
	return p, head
}

// Every leaf of every small log is proved to whoever has the public key, after a journey as JSON.
func TestEveryLeafIsProved(t *testing.T) {
	w := smallWorld(t, 1, 10)
	for size := int64(1); size <= 40; size++ {
		w.append(1)
		for idx := range size {
			b, err := json.Marshal(w.prove(idx))
			if err != nil {
				t.Fatal(err)
			}
			var p Proof
			if err := json.Unmarshal(b, &p); err != nil {
				t.Fatal(err)
			}
			if err := CheckProof(p, w.key.VerifierKey()); err != nil {
				t.Fatalf("leaf %d of %d: %v", idx, size, err)
			}
			if l, err := Decode(p.Leaf); err != nil || l.Action == "" {
				t.Fatalf("leaf %d of %d: %v", idx, size, err)
			}
		}
	}
}

// No proof holds that differs in anything from one that was made (the vectors of transparency-dev/merkle, drawn at random).
func TestNoChangedProofHolds(t *testing.T) {
	w := smallWorld(t, 1, 10)
	w.append(37)
	older := w.checkpoint()
	w.append(36)
	vkey := w.key.VerifierKey()
	rapid.Check(t, func(rt *rapid.T) {
		p := w.prove(rapid.Int64Range(0, 72).Draw(rt, "leaf"))
		q := p
		q.Hashes = slices.Clone(p.Hashes)
		at := rapid.IntRange(0, len(p.Hashes)-1).Draw(rt, "hash")
		switch rapid.IntRange(0, 9).Draw(rt, "change") {
		case 0:
			q.LeafIndex += rapid.SampledFrom([]int64{-1, 1, 1 << 40, -1 << 63, 73}).Draw(rt, "by")
		case 1:
			q.Leaf = flipped(p.Leaf, rapid.IntRange(0, len(p.Leaf)*8-1).Draw(rt, "bit"))
		case 2:
			q.Leaf = p.Leaf[:rapid.IntRange(0, len(p.Leaf)-1).Draw(rt, "length")]
		case 3:
			q.Hashes[at][rapid.IntRange(0, 31).Draw(rt, "byte")] ^= 1
		case 4:
			q.Hashes = slices.Delete(q.Hashes, at, at+1)
		case 5:
			q.Hashes = slices.Insert(q.Hashes, at, p.Hashes[at])
		case 6:
			q.Hashes = append(q.Hashes, tlog.Hash{})
		case 7:
			q.Checkpoint = older
		case 8:
			q.Leaf = w.prove((p.LeafIndex + 1) % 73).Leaf
		case 9: // a tree node passed off as a leaf
			q.Leaf = append(slices.Clone(p.Hashes[0][:]), p.Hashes[at][:]...)
		}
		if err := CheckProof(q, vkey); !errors.Is(err, ErrProof) {
			rt.Fatalf("%+v: %v", q, err)
		}
	})
	p := w.prove(3)
	if err := CheckProof(p, otherKey(t).VerifierKey()); !errors.Is(err, ErrCheckpoint) {
		t.Errorf("another key: %v", err)
	}
	for bit := range len(p.Checkpoint) * 8 {
		q := p
		q.Checkpoint = string(flipped([]byte(p.Checkpoint), bit))
		head, _ := OpenCheckpoint(p.Checkpoint, vkey)
		if err := CheckProof(q, vkey); err == nil && !sameHead(q.Checkpoint, head, vkey) {
			t.Errorf("checkpoint with bit %d flipped: accepted", bit)
		}
	}
}

// sameHead allows for the bits of the last base64 letter of a signature that mean nothing.
func sameHead(signed string, want Checkpoint, vkey string) bool {
	got, err := OpenCheckpoint(signed, vkey)
	return err == nil && got.Size == want.Size && got.Root == want.Root && got.Origin == want.Origin
}

func flipped(b []byte, bit int) []byte {
	b = bytes.Clone(b)
	b[bit/8] ^= 1 << (bit % 8)
	return b
}

func TestProofOfWhatIsNotThere(t *testing.T) {
	w := smallWorld(t, 1, 10)
	w.append(5)
	tx := w.begin()
	defer tx.Rollback()
	for _, idx := range []int64{-1, 5, 1 << 60} {
		if _, err := w.log.Prove(t.Context(), tx, idx); !errors.Is(err, ErrAbsent) {
			t.Errorf("leaf %d: %v", idx, err)
		}
		if _, _, err := w.log.Consistency(t.Context(), tx, idx+1); idx != 5 && idx != -1 && !errors.Is(err, ErrAbsent) {
			t.Errorf("size %d: %v", idx+1, err)
		}
	}
	if _, _, err := w.log.Consistency(t.Context(), tx, -1); !errors.Is(err, ErrAbsent) {
		t.Errorf("size -1: %v", err)
	}
}

// A log that no longer holds together gives no proof, rather than one that fails elsewhere.
func TestNoProofFromADamagedLog(t *testing.T) {
	for name, query := range map[string]string{
		"leaf changed":  `UPDATE ledger_leaf SET body = CAST('{}' AS BLOB) WHERE idx = 4`,
		"leaf missing":  `DELETE FROM ledger_leaf WHERE idx = 4`,
		"hash changed":  `UPDATE ledger_leaf SET hashes = zeroblob(128)`,
		"hash shorter":  `UPDATE ledger_leaf SET hashes = zeroblob(31)`,
		"hashes absent": `UPDATE ledger_leaf SET hashes = x''`,
	} {
		w := smallWorld(t, 1, 10)
		w.append(9)
		w.exec(query)
		tx := w.begin()
		if _, err := w.log.Prove(t.Context(), tx, 4); !errors.Is(err, ErrProof) {
			t.Errorf("%s: %v", name, err)
		}
		tx.Rollback()
	}
}

func TestGrowthIsProvedBetweenAllSizes(t *testing.T) {
	w := smallWorld(t, 1, 10)
	vkey := w.key.VerifierKey()
	var old []Checkpoint
	for size := int64(0); size <= 33; size++ {
		old = append(old, w.head())
		for _, before := range old {
			p, now := w.consistency(before.Size)
			if err := CheckGrown(before.Signed, now.Signed, p, vkey); err != nil {
				t.Fatalf("from %d to %d: %v", before.Size, size, err)
			}
			if size > before.Size {
				if err := CheckGrown(now.Signed, before.Signed, p, vkey); err == nil {
					t.Fatalf("backwards from %d to %d: accepted", size, before.Size)
				}
			}
			if err := CheckGrown(before.Signed, now.Signed, append(p, tlog.Hash{}), vkey); !errors.Is(err, ErrProof) {
				t.Fatalf("from %d to %d with a hash more: %v", before.Size, size, err)
			}
			for i := range p {
				p[i][0] ^= 1
				if err := CheckGrown(before.Signed, now.Signed, p, vkey); !errors.Is(err, ErrProof) {
					t.Fatalf("from %d to %d with hash %d changed: %v", before.Size, size, i, err)
				}
				p[i][0] ^= 1
			}
		}
		w.append(1)
	}
}

// Of two logs that the same key signed, neither has grown from the other.
func TestForkIsNotGrowth(t *testing.T) {
	c, d := smallWorld(t, 1, 10), smallWorld(t, 2, 10)
	d.key, d.log = c.key, logOf(t, c.key, 10)
	d.exec(`DELETE FROM ledger_head`)
	d.in(func(tx *sql.Tx) error { return d.log.Init(t.Context(), tx) })
	c.append(13)
	d.append(22)
	p, head := d.consistency(13)
	if err := CheckGrown(c.head().Signed, head.Signed, p, c.key.VerifierKey()); !errors.Is(err, ErrProof) {
		t.Errorf("a fork passes for growth: %v", err)
	}
}

// paper is a log of some leaves without a database, with its signed head.
func paper(t testing.TB, leaves int) (m *mirror, head Checkpoint, vkey string) {
	t.Helper()
	w := &world{src: rand.NewChaCha8([32]byte{1}), key: otherKey(t)}
	w.rnd = rand.New(w.src)
	m = new(mirror)
	m.add(t, w.leaves(leaves))
	signer, err := w.key.Signer()
	if err != nil {
		t.Fatal(err)
	}
	if head, err = sign(signer, origin, int64(leaves), m.root(t, int64(leaves))); err != nil {
		t.Fatal(err)
	}
	return m, head, w.key.VerifierKey()
}

func FuzzCheckProof(f *testing.F) {
	m, head, vkey := paper(f, 11)
	for i := range m.leaves {
		hashes, err := tlog.ProveRecord(head.Size, int64(i), m)
		if err != nil {
			f.Fatal(err)
		}
		b, err := json.Marshal(Proof{int64(i), m.leaves[i].Encode(), hashes, head.Signed})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte(`{"leaf_index":9223372036854775807,"leaf":"","hashes":[],"checkpoint":"x"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var p Proof
		if json.Unmarshal(data, &p) != nil || CheckProof(p, vkey) != nil {
			return
		}
		if !sameHead(p.Checkpoint, head, vkey) || !bytes.Equal(m.leaves[p.LeafIndex].Encode(), p.Leaf) {
			t.Errorf("a proof holds that was never made: %s", data)
		}
	})
}

func FuzzOpenCheckpoint(f *testing.F) {
	_, head, vkey := paper(f, 3)
	f.Add(head.Signed)
	f.Add("")
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := OpenCheckpoint(s, vkey); err == nil && (c.Size != head.Size || c.Root != head.Root) {
			t.Errorf("a head that was never signed: %q", s)
		}
	})
}
