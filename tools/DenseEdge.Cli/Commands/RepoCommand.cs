using System.CommandLine;
using DenseEdge.Bundles.Registries;
using DenseEdge.Cli.Bundling;
using DenseEdge.Cli.Trusting;
using DenseEdge.Tuf.Publishing;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge repo.</summary>
internal static class RepoCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create() => new("repo", "Make, fill, sign and publish a repository that devices update from.")
    {
        Init(), Add(), Sign(), Publish(), RepoPushCommand.Create(), Status(),
    };

    private static Command Init()
    {
        Argument<string> repository = Repository();
        Option<string?> keys = new("--keys")
        {
            Description = "Folder of public keys called root-1, root-2, ..., targets, snapshot, timestamp.",
            HelpName = "folder",
        };
        Option<string[]> root = PublicKeys("root"), targets = PublicKeys("targets");
        Option<string[]> snapshot = PublicKeys("snapshot"), timestamp = PublicKeys("timestamp");
        Option<int?> rootThreshold = new("--root-threshold")
        {
            Description = "How many root keys must sign. [default: 2, or 1 if there is but one]",
            HelpName = "n",
        };
        Option<int> targetsThreshold = Number("--targets-threshold", "How many targets keys must sign.", 1);
        Option<int> rootDays = Number("--root-days", "Days that a root is valid.", RepositoryPlan.RootDays);
        Option<int> targetsDays = Number("--targets-days", "Days that targets are valid.", RepositoryPlan.TargetsDays);
        Option<int> snapshotDays = Number("--snapshot-days", "Days that a snapshot is valid.", RepositoryPlan.SnapshotDays);
        Option<int> timestampDays = Number("--timestamp-days", "Days that a timestamp is valid.", RepositoryPlan.TimestampDays);
        Command command = new("init", "Make a repository; its root and its targets wait to be signed.")
        {
            repository, keys, root, targets, snapshot, timestamp, rootThreshold, targetsThreshold,
            rootDays, targetsDays, snapshotDays, timestampDays,
        };
        command.SetAction(parsed => RepoVerb.Init(
            new RepoInitArguments
            {
                Repository = parsed.GetValue(repository)!,
                Keys = parsed.GetValue(keys),
                RootKeys = parsed.GetValue(root) ?? [],
                TargetsKeys = parsed.GetValue(targets) ?? [],
                SnapshotKeys = parsed.GetValue(snapshot) ?? [],
                TimestampKeys = parsed.GetValue(timestamp) ?? [],
                RootThreshold = parsed.GetValue(rootThreshold),
                TargetsThreshold = parsed.GetValue(targetsThreshold),
                RootDays = parsed.GetValue(rootDays),
                TargetsDays = parsed.GetValue(targetsDays),
                SnapshotDays = parsed.GetValue(snapshotDays),
                TimestampDays = parsed.GetValue(timestampDays),
            },
            Console.Out));
        return command;
    }

    private static Command Add()
    {
        Argument<string> repository = Repository();
        Argument<string> target = new("target")
        {
            Description = "Its path in the repository, such as models/scene/1.2.0/<digest>.",
        };
        Argument<string?> file = new("file") { Description = "The file.", Arity = ArgumentArity.ZeroOrOne };
        Option<long?> length = new("--length") { Description = "Bytes of a file that lies elsewhere.", HelpName = "n" };
        Option<string?> sha256 = new("--sha256") { Description = "Digest of a file that lies elsewhere.", HelpName = "hex" };
        Option<string?> custom = new("--custom")
        {
            Description = "What else devices shall know: a JSON object, or @ and a file of one.",
            HelpName = "json",
        };
        Option<bool> image = new("--image")
        {
            Description = "The file is a bundle: announce its image manifest, and put its blobs beside the repository.",
        };
        Command command = new("add", "Add a file, or the next version of one.")
        {
            repository, target, file, length, sha256, custom, image,
        };
        command.SetAction(parsed => parsed.GetValue(image) && parsed.GetValue(file) is { } bundle
            ? RepoVerb.AddImage(
                parsed.GetValue(repository)!, parsed.GetValue(target)!, bundle, parsed.GetValue(custom), Console.Out)
            : RepoVerb.Add(
                parsed.GetValue(repository)!,
                parsed.GetValue(target)!,
                parsed.GetValue(file),
                parsed.GetValue(length),
                parsed.GetValue(sha256),
                parsed.GetValue(custom),
                Console.Out));
        return command;
    }

    private static Command Sign()
    {
        Argument<string> repository = Repository();
        Option<string> role = new("--role") { Description = "root or targets.", HelpName = "role", Required = true };
        Option<string[]> keys = PrivateKeys("--key", "A private key's file; several times for several keys.");
        Command command = new("sign", "Sign what waits; with nothing waiting, renew what is published.")
        {
            repository, role, keys,
        };
        command.SetAction(parsed => RepoVerb.Sign(
            parsed.GetValue(repository)!, parsed.GetValue(role)!, parsed.GetValue(keys)!, Console.Out));
        return command;
    }

    private static Command Publish()
    {
        Argument<string> repository = Repository();
        Option<string[]> snapshot = PrivateKeys("--snapshot-key", "A private key's file of the snapshot role.");
        Option<string[]> timestamp = PrivateKeys("--timestamp-key", "A private key's file of the timestamp role.");
        Option<string?> to = new("--to")
        {
            Description = "Then push it to a registry: oci://host/name.",
            HelpName = "address",
        };
        (Option<bool> plain, Option<bool> anywhere) = RepoPushCommand.PlainHttp();
        Command command = new(
            "publish", "Publish what waits, if no client would refuse it; with nothing waiting, renew the timestamp.")
        {
            repository, snapshot, timestamp, to, plain, anywhere,
        };
        command.SetAction((parsed, cancellation) =>
        {
            RegistryReference? address = parsed.GetValue(to) is { } text ? RegistryReference.ParseRepository(text) : null;
            int code = RepoVerb.Publish(
                parsed.GetValue(repository)!, parsed.GetValue(snapshot)!, parsed.GetValue(timestamp)!, Console.Out);
            return address is null
                ? Task.FromResult(code)
                : RepoPushVerb.RunAsync(
                    parsed.GetValue(repository)!, address,
                    new RegistryAccess(parsed.GetValue(plain), parsed.GetValue(anywhere)), Console.Out, cancellation);
        });
        return command;
    }

    private static Command Status()
    {
        Argument<string> repository = Repository();
        Option<bool> json = new("--json") { Description = "Print JSON in place of lines." };
        Command command = new("status", "Tell what is published, what waits, and when it expires.") { repository, json };
        command.SetAction(parsed => RepoVerb.Status(parsed.GetValue(repository)!, parsed.GetValue(json), Console.Out));
        return command;
    }

    private static Argument<string> Repository() => new("repository") { Description = "The repository's folder." };

    private static Option<string[]> PublicKeys(string role) => new($"--{role}-key")
    {
        Description = $"A public key's file of the {role} role; several times for several keys.",
        HelpName = "file",
    };

    private static Option<string[]> PrivateKeys(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "file",
        Required = true,
    };

    private static Option<int> Number(string name, string description, int value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        HelpName = "n",
    };
}
