package hostile

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// smallDisk is a file system of a few megabytes, where this process may mount one; where it may not, the bound on the database's pages
// in the tests of the gate stands for it.
func smallDisk(t *testing.T, megabytes int) (dir string, ok bool) {
	t.Helper()
	dir = t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%dm", megabytes), "siil-test", dir).CombinedOutput(); err != nil {
		t.Logf("no small disk can be mounted here: %v %s", err, out)
		return "", false
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", dir).Run() })
	return dir, true
}

// TestFullDiskSavesNothing takes the last room of the disk: what is sent is answered with 503 and the words that nothing was saved, nothing is,
// pages are shown no more because their leaves cannot be written, and when there is room again the same request succeeds and the log verifies.
func TestFullDiskSavesNothing(t *testing.T) {
	dir, ok := smallDisk(t, 24)
	if !ok {
		return
	}
	f := theFixture(t)
	b, err := os.ReadFile(filepath.Join(f.dir, "siil.db"))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "siil.db"), b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	w := f.openFile(t, filepath.Join(dir, "siil.db"))
	u, steps := w.journey()
	in := w.in(&u)
	for _, s := range steps {
		s.ask(in)
	}
	before := w.records()
	filler := filepath.Join(dir, "filler")
	if err := fillUp(filler); err == nil {
		t.Fatal("the disk is never full")
	}
	report(t, savedOnFullDisk(in, steps))
	if w.records() != before {
		t.Error("something was saved that was said not to be")
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	for _, s := range steps {
		if got := s.ask(in); got.Code >= http.StatusBadRequest && got.Code != http.StatusConflict {
			t.Errorf("%s, when there is room again: %d %s", s.what, got.Code, main(got))
		}
	}
	if r, err := w.gate.Verify(ctx, ""); err != nil || !r.OK {
		t.Errorf("the log does not verify: %+v, %v", r, err)
	}
}

func fillUp(file string) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, size := range []int{1 << 20, 4 << 10, 1} {
		for block := bytes.Repeat([]byte{'x'}, size); err == nil; {
			_, err = f.Write(block)
		}
		if size > 1 {
			err = nil
		}
	}
	return err
}

// savedOnFullDisk goes on working until the disk has no room for one more page, then asks each step again.
func savedOnFullDisk(b browser, steps []step) (wrong []string) {
	for i := range 200 {
		got := b.postForm("/bozze", url.Values{"key": {fmt.Sprintf("prova-%d", i)}, "text": {strings.Repeat("parole ", 2500)}})
		if got.Code == http.StatusServiceUnavailable {
			break
		}
	}
	for _, s := range steps {
		got := s.ask(b)
		switch {
		case got.Code != http.StatusServiceUnavailable:
			wrong = append(wrong, fmt.Sprintf("%s on a full disk: %d", s.what, got.Code))
		case !strings.Contains(strings.ToLower(got.Body.String()), "salvat"):
			wrong = append(wrong, s.what+": 503 without saying that nothing was saved")
		}
	}
	return wrong
}

// TestSavedOnFullDiskIsNoticed asks a program that has room.
func TestSavedOnFullDiskIsNoticed(t *testing.T) {
	w := newWorld(t)
	u, steps := w.journey()
	if len(savedOnFullDisk(w.in(&u), steps)) == 0 {
		t.Error("what is saved passes for what is not")
	}
}
