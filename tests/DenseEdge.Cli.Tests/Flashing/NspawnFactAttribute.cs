namespace DenseEdge.Cli.Tests.Flashing;

/// <summary>A test that boots a device of its own in systemd-nspawn.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NspawnFactAttribute : FactAttribute
{
    private static readonly string[] Programs = ["/usr/bin/systemd-nspawn", "/usr/bin/mmdebstrap", "/usr/bin/ssh"];

    /// <summary>Skips it where that can't be, saying so.</summary>
    public NspawnFactAttribute()
    {
        string? missing = Array.Find(Programs, program => !File.Exists(program));
        if (missing is not null || Environment.UserName != "root")
        {
            Skip = "The agent as a systemd service was NOT tested: "
                + (missing is null
                    ? "this is not root."
                    : $"{missing} is missing (packages systemd-container, mmdebstrap, openssh-client).");
        }
    }
}
