package guideline

import (
	"testing"
)

func TestDefaultHoldsTogether(t *testing.T) {
	for _, p := range Default().Check() {
		t.Error(p)
	}
}
