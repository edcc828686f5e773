package ledger

import "testing"

func TestSmoke(t *testing.T) {
	w := newWorld(t, 1)
	for _, n := range []int{1, 8, 1, 64, 2500, 3, 1423} {
		w.append(n)
	}
	t.Logf("%+v", w.verify(VerifyOptions{}))
}
