package rest

import (
	"slices"

	"siil/internal/guideline"
)

const today = "2026-11-24"

// suspensionReason is a reason of the model that belongs to everybody and asks nothing more.
func suspensionReason() string { return plain(guideline.Default().SuspensionReasons) }

func closureReason() string { return plain(guideline.Default().ClosureReasons) }

func plain(all []guideline.Reason) string {
	i := slices.IndexFunc(all, func(r guideline.Reason) bool {
		return (r.Section == "" || r.Section == "common") && len(r.Asks) == 0 && r.OfferedOn(today)
	})
	return all[i].Code
}
