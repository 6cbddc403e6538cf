using System.CommandLine;
using DenseEdge.Cli.Bundling;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge bundle.</summary>
internal static class BundleCommand
{
    private const string AnyBundle = "A bundle file, or a folder with an OCI image layout.";

    /// <summary>Makes the verb.</summary>
    public static Command Create() => new(
        "bundle", "Model bundles: signed files with a model in several variants and the frames that prove it on a device.")
    {
        CreateCreate(), CreateInspect(), CreateVerify(), CreateExtract(), CreateDiff(), CreatePush(), CreatePull(),
    };

    private static Command CreateCreate()
    {
        Argument<string[]> models = new("models")
        {
            Description = "ONNX files that DenseEdge exported: the same network for several targets and precisions.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> data = new("--data")
        {
            Description = "Where the golden frames are from: a folder of images, or a data folder (its test split).",
            HelpName = "folder",
            Required = true,
        };
        Option<string> output = new("--out") { Description = "The bundle's file.", HelpName = "file", Required = true };
        Option<bool> asFolder = new("--as-folder") { Description = "Write a folder in place of a file." };
        Option<string> name = new("--name")
        {
            Description = "The bundle's name, such as edge/scene.",
            HelpName = "name",
            Required = true,
        };
        Option<string> version = new("--version")
        {
            Description = "Its version, such as 1.4.0.",
            HelpName = "version",
            Required = true,
        };
        Option<long> release = new("--release")
        {
            Description = "The release counter: devices take no lower one.",
            HelpName = "n",
            DefaultValueFactory = _ => 1,
        };
        Option<int> frames = new("--frames") { Description = "Golden frames.", HelpName = "n", DefaultValueFactory = _ => 8 };
        Option<string[]> keys = new("--key")
        {
            Description = "A private key (PEM) of the role targets; several times for a threshold. An encrypted one is opened "
                + "with "
                + $"the variable {BundleKeys.PassphraseVariable}.",
            HelpName = "file",
        };
        Option<bool> unsigned = new("--unsigned") { Description = "Sign nothing: devices take it through TUF metadata only." };
        Option<string[]> certificates = new("--certificate")
        {
            Description = "A latency certificate of one of the models. [default: certificate.json beside a model]",
            HelpName = "file",
        };
        Option<string[]> bases = new("--delta-from")
        {
            Description = "A bundle that devices have: the new one also has the difference, where that saves 30 % or more.",
            HelpName = "bundle",
        };
        Option<bool> deltasOnly = new("--deltas-only")
        {
            Description = "Leave out the models that a delta makes: only devices with the older bundle can take it.",
        };
        Command command = new("create", "Put models, golden frames and reports into one signed bundle.")
        {
            models, data, output, asFolder, name, version, release, frames, keys, unsigned, certificates, bases, deltasOnly,
        };
        command.SetAction(parsed => CreateBundleVerb.Run(
            new CreateBundleArguments
            {
                Models = parsed.GetRequiredValue(models),
                Data = parsed.GetRequiredValue(data),
                Output = parsed.GetRequiredValue(output),
                AsFolder = parsed.GetValue(asFolder),
                Name = parsed.GetRequiredValue(name),
                Version = parsed.GetRequiredValue(version),
                Release = parsed.GetValue(release),
                Frames = parsed.GetValue(frames),
                Keys = parsed.GetValue(keys) ?? [],
                IsUnsigned = parsed.GetValue(unsigned),
                Certificates = parsed.GetValue(certificates) ?? [],
                DeltaBases = parsed.GetValue(bases) ?? [],
                DeltasOnly = parsed.GetValue(deltasOnly),
            },
            Console.Out));
        return command;
    }

    private static Command CreateInspect()
    {
        Argument<string> bundle = new("bundle") { Description = AnyBundle };
        Option<bool> json = new("--json") { Description = "Print the manifest as JSON." };
        Command command = new("inspect", "Show what is in a bundle. Nothing is verified but the manifests.") { bundle, json };
        command.SetAction(parsed => InspectBundleVerb.Run(parsed.GetRequiredValue(bundle), parsed.GetValue(json), Console.Out));
        return command;
    }

    private static Command CreateVerify()
    {
        Argument<string> bundle = new("bundle") { Description = AnyBundle };
        Option<string?> root = new("--root")
        {
            Description = "The trusted root.json: enough of its targets keys must have signed. Without it only digests are "
                + "checked.",
            HelpName = "file",
        };
        Option<bool> golden = new("--golden") { Description = "Also compute the golden frames with every model that runs here." };
        Command command = new("verify", "Check every byte of a bundle, and who signed it.") { bundle, root, golden };
        command.SetAction(parsed => VerifyBundleVerb.Run(
            parsed.GetRequiredValue(bundle), parsed.GetValue(root), parsed.GetValue(golden), Console.Out));
        return command;
    }

    private static Command CreateExtract()
    {
        Argument<string> bundle = new("bundle") { Description = AnyBundle };
        Option<string> output = new("--out") { Description = "A new folder.", HelpName = "folder", Required = true };
        Option<bool> layout = new(
            "--layout")
        { Description = "Write the OCI image layout in place of models, manifest and frames." };
        Option<string[]> installed = new("--base")
        {
            Description = "A model file that a delta in the bundle starts from.",
            HelpName = "file",
        };
        Command command = new("extract", "Write a bundle's files into a folder.") { bundle, output, layout, installed };
        command.SetAction(parsed => ExtractBundleVerb.Run(
            parsed.GetRequiredValue(bundle), parsed.GetRequiredValue(output), parsed.GetValue(layout),
            parsed.GetValue(installed) ?? [], Console.Out));
        return command;
    }

    private static Command CreateDiff()
    {
        Argument<string> older = new("older") { Description = "A bundle, or an ONNX file." };
        Argument<string> newer = new("newer") { Description = "Another one." };
        Option<bool> tensors = new("--tensors") { Description = "List every tensor that changed." };
        Command command = new(
            "diff", "Tell what changed between two bundles, and what a delta would cost.") { older, newer, tensors };
        command.SetAction(parsed => DiffBundlesVerb.Run(
            parsed.GetRequiredValue(older), parsed.GetRequiredValue(newer), parsed.GetValue(tensors), Console.Out));
        return command;
    }

    private static Command CreatePush()
    {
        Argument<string> bundle = new("bundle") { Description = AnyBundle };
        Argument<string> reference = new("reference") { Description = "oci://host:port/name:tag" };
        (Option<bool> plain, Option<bool> anywhere) = RepoPushCommand.PlainHttp();
        Command command = new("push", RegistryAccess.Describe("Push a bundle to an OCI registry."))
        {
            bundle, reference, plain, anywhere,
        };
        command.SetAction((parsed, cancellation) => RegistryVerbs.PushAsync(
            parsed.GetRequiredValue(bundle), parsed.GetRequiredValue(reference),
            new RegistryAccess(parsed.GetValue(plain), parsed.GetValue(anywhere)), Console.Out, cancellation));
        return command;
    }

    private static Command CreatePull()
    {
        Argument<string> reference = new("reference") { Description = "oci://host:port/name:tag, or name@sha256:…" };
        Option<string> output = new("--out") { Description = "The bundle's file.", HelpName = "file", Required = true };
        (Option<bool> plain, Option<bool> anywhere) = RepoPushCommand.PlainHttp();
        Command command = new("pull", RegistryAccess.Describe("Pull a bundle from an OCI registry; a broken pull goes on."))
        {
            reference, output, plain, anywhere,
        };
        command.SetAction((parsed, cancellation) => RegistryVerbs.PullAsync(
            parsed.GetRequiredValue(reference), parsed.GetRequiredValue(output),
            new RegistryAccess(parsed.GetValue(plain), parsed.GetValue(anywhere)), Console.Out, cancellation));
        return command;
    }
}
