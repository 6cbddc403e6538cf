namespace DenseEdge.Cli.Tests.Remote;

/// <summary>A test that logs in at a server of its own on this computer, as root for a moment.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SshdFactAttribute : FactAttribute
{
    /// <summary>Skips it where there is no server, saying so.</summary>
    public SshdFactAttribute()
    {
        if (!File.Exists(SshServer.Program) || Environment.UserName != "root")
        {
            Skip = $"What goes through ssh was NOT tested: {SshServer.Program} is missing (package openssh-server), "
                + "or this is not root.";
        }
    }
}
