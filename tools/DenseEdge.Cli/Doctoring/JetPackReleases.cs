namespace DenseEdge.Cli.Doctoring;

/// <summary>Which JetPack a release of Jetson Linux belongs to, from NVIDIA's release notes and the recipes of
/// OE4T/meta-tegra.</summary>
internal static class JetPackReleases
{
    // The first that fits counts.
    private static readonly (string Prefix, string JetPack)[] Known =
    [
        ("32.", "JetPack 4 (too old)"), ("35.", "JetPack 5.1"), ("36.3", "JetPack 6.0"), ("36.4.0", "JetPack 6.1"),
        ("36.", "JetPack 6.1 or 6.2"), ("38.", "JetPack 7.0 or 7.1"), ("39.", "JetPack 7.2"),
    ];

    /// <summary>Names the JetPack.</summary>
    /// <param name="jetsonLinux">Such as <c>36.4.3</c>.</param>
    public static string Of(string jetsonLinux)
        => Array.Find(Known, known => jetsonLinux.StartsWith(known.Prefix, StringComparison.Ordinal)).JetPack
            ?? "a JetPack that is not known";
}
