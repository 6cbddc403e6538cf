// The token: for this tab, or for this browser if the person says so.

const KEY = "denseedge-fleet-token";

/** The token that requests carry; null when nobody is signed in. */
export const token = () => sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);

/** Keeps a token. */
export function keepToken(value, stays) {
    forgetToken();
    (stays ? localStorage : sessionStorage).setItem(KEY, value);
}

/** Forgets the token. */
export function forgetToken() {
    sessionStorage.removeItem(KEY);
    localStorage.removeItem(KEY);
}
