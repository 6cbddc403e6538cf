namespace DenseEdge.Cli.Remote;

/// <summary>Where another computer has its .NET runtime.</summary>
internal static class RuntimeSearch
{
    /// <summary>The places that are looked at, for messages.</summary>
    public const string Places = "dotnet on the PATH, in ~/.dotnet, /usr/share/dotnet, /usr/lib/dotnet or /opt/dotnet";

    /// <summary>A line for the shell there: prints the runtime's path, or nothing. A shell that ssh starts reads no profile, so
    /// that its PATH often lacks what users install for themselves.</summary>
    public const string Command =
        "command -v dotnet || for d in \"$HOME/.dotnet\" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet /opt/dotnet; "
        + "do if [ -x \"$d/dotnet\" ]; then echo \"$d/dotnet\"; break; fi; done";
}
