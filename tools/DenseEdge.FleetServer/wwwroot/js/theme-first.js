// Runs before anything is drawn, so that a chosen theme doesn't flash.
(() => {
    const theme = localStorage.getItem("denseedge-fleet-theme");
    if (theme === "light" || theme === "dark") {
        document.documentElement.dataset.theme = theme;
    }
})();
