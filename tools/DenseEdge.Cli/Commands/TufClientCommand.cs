using System.CommandLine;
using DenseEdge.Cli.Trusting;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge tuf-client.</summary>
internal static class TufClientCommand
{
    /// <summary>The verb's name.</summary>
    public const string Name = "tuf-client";

    private static readonly Option<string> MetadataDir = new("--metadata-dir")
    {
        Description = "Folder of the trusted metadata.",
        HelpName = "folder",
        Required = true,
        Recursive = true,
    };

    private static readonly Option<Uri?> MetadataUrl = Address("--metadata-url", "Address of the repository's metadata.");

    private static readonly Option<Uri?> TargetsUrl = Address("--target-base-url", "Address of the repository's targets.");

    private static readonly Option<string?> TargetName = new("--target-name")
    {
        Description = "Path of the target.",
        HelpName = "path",
        Recursive = true,
    };

    private static readonly Option<string?> TargetDir = new("--target-dir")
    {
        Description = "Folder to download to.",
        HelpName = "folder",
        Recursive = true,
    };

    private static readonly Option<bool> PlainHttp = new("--plain-http")
    {
        Description = "Ask a registry on this machine without TLS.",
        Recursive = true,
    };

    /// <summary>Makes the verb.</summary>
    public static Command Create() => new(
        Name,
        "A client of The Update Framework with the command line of its public conformance suite. Exit code 0: done, 1: refused.")
    {
        MetadataDir, MetadataUrl, TargetName, TargetsUrl, TargetDir, PlainHttp, Init(), Refresh(), Download(),
    };

    private static Command Init()
    {
        Argument<string> root = new("root") { Description = "The trusted root.json to start from." };
        Command command = new("init", "Start trust from a root; no request is made.") { root };
        command.SetAction(parsed => TufClientVerb.Init(Arguments(parsed), parsed.GetValue(root)!));
        return command;
    }

    private static Command Refresh()
    {
        Command command = new("refresh", "Bring the metadata up to date.");
        command.SetAction((parsed, cancellation) => TufClientVerb.RefreshAsync(Arguments(parsed), cancellation));
        return command;
    }

    private static Command Download()
    {
        Command command = new("download", "Bring the metadata up to date and download a target.");
        command.SetAction(
            (parsed, cancellation) => TufClientVerb.DownloadAsync(Arguments(parsed), Console.Error, cancellation));
        return command;
    }

    private static TufClientArguments Arguments(ParseResult parsed) => new()
    {
        MetadataFolder = parsed.GetValue(MetadataDir)!,
        MetadataAddress = parsed.GetValue(MetadataUrl),
        TargetName = parsed.GetValue(TargetName),
        TargetsAddress = parsed.GetValue(TargetsUrl),
        TargetFolder = parsed.GetValue(TargetDir),
        PlainHttp = parsed.GetValue(PlainHttp),
    };

    private static Option<Uri?> Address(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "url",
        Recursive = true,
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out Uri? address)
                && address.Scheme is ("http" or "https" or "oci"))
            {
                return address;
            }

            result.AddError(
                $"Expected an address http://..., https://... or oci://... for {name}, found '{result.Tokens[0].Value}'.");
            return null;
        },
    };
}
