package account

import "strings"

// agentName says in a few words which browser and system sent a request, so that people tell their devices apart; it is what the browser
// claims, never a proof.
func agentName(header string) string {
	browser := firstOf(header, [][2]string{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox", "Firefox"}, {"FxiOS", "Firefox"},
		{"CriOS", "Chrome"}, {"Chrome", "Chrome"}, {"Safari", "Safari"}})
	system := firstOf(header, [][2]string{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Mac OS", "macOS"},
		{"CrOS", "ChromeOS"}, {"Linux", "Linux"}})
	switch {
	case browser == "" && system == "":
		return "?"
	case browser == "" || system == "":
		return browser + system
	}
	return browser + ", " + system
}

func firstOf(header string, names [][2]string) string {
	for _, n := range names {
		if strings.Contains(header, n[0]) {
			return n[1]
		}
	}
	return ""
}
