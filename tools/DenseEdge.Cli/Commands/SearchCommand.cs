using System.CommandLine;
using DenseEdge.Cli.Profiling.Devices;
using DenseEdge.Cli.Searching;
using DenseEdge.Training.Weights;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge search.</summary>
internal static class SearchCommand
{
    private static readonly Option<string> Data = CommonOptions.Data();
    private static readonly Option<string?> Weights = CommonOptions.Weights();
    private static readonly Option<(int Height, int Width)?> Size = CommonOptions.Size();
    private static readonly Option<int?> Seed = CommonOptions.Seed();

    private static readonly Option<string> Device = new("--device")
    {
        Description = "device.json of 'denseedge profile', measured on this computer; or "
            + $"{MeasuringDevices.Names}, with --profile.",
        Required = true,
        HelpName = "device",
    };

    private static readonly Option<string> Budgets = new("--budget-ms")
    {
        Description = "Upper bounds of the median latency in milliseconds, with commas between them.",
        Required = true,
        HelpName = "a,b",
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "The study's folder; the same command goes on with an interrupted study.",
        Required = true,
        HelpName = "folder",
    };

    private static readonly Option<string?> Profile = Text("--profile", "file", "device.json, where --device is a name.");

    private static readonly Option<string?> Fleet = Text(
        "--fleet", "file", "Latencies of a fleet ('denseedge fleet report export'): budgets then hold on nine of ten of its devices.");

    private static readonly Option<string?> FleetCertificate = Text(
        "--fleet-certificate", "file", "certificate.json of the model that the fleet runs.");

    private static readonly Option<string?> Backbone = Text(
        "--backbone", "name", $"{string.Join(", ", BackboneNames.All)}. [default: the profile's]");

    private static readonly Option<string?> Neck = Text("--neck", "name", "concat, projection or aspp. [default: the profile's]");

    private static readonly Option<string?> Tasks = Text(
        "--tasks", "a,b", "Tasks of the data to learn. [default: the profile's]");

    private static readonly Option<string?> Config = Text(
        "--config", "file", "JSON of the layout of a run's run.json in which everything may be left out; flags go before it.");

    private static readonly Option<string?> Precision = Text(
        "--precision", "name", "fp32, fp16 or int8. [default: the profile's]");

    private static readonly Option<string?> Target = Text("--target", "name", "What runs the models. [default: the profile's]");

    private static readonly Option<string?> Calibrate = Text(
        "--calibrate", "data", "Images that show which ranges the numbers have, for fp16 and int8. [default: the data]");

    private static readonly Option<int> SupernetSteps = Number(
        "--supernet-steps", SearchDefaults.SupernetSteps, "Training steps of the supernet.");

    private static readonly Option<int> FinetuneSteps = Number(
        "--finetune-steps", SearchDefaults.FinetuneSteps, "Training steps of each chosen network.");

    private static readonly Option<int> ScoredImages = Number(
        "--scored-images", SearchDefaults.ScoredImages, "Held-out training images that rows are scored on.");

    private static readonly Option<int> CertificateRuns = Number(
        "--certificate-runs", SearchDefaults.CertificateRuns, "Runs of each trained network for its certificate, at least.");

    private static readonly Option<double> Reserve = new("--reserve-percent")
    {
        Description = "How much of a budget the chosen network leaves unused, if one can: another measurement differs a little.",
        DefaultValueFactory = _ => SearchDefaults.ReservePercent,
        HelpName = "p",
    };

    private static readonly Option<int?> TrainingThreads = new("--training-threads")
    {
        Description = "Threads of a training: results repeat bit by bit with the same number. [default: one per processor]",
        HelpName = "n",
    };

    private static readonly Option<bool> PaperMode = new("--paper-mode")
    {
        Description = "Also run ATRC's own search, and measure, train and report the network that it finds.",
    };

    private static readonly Option<int?> Compare = new("--compare")
    {
        Description = "Compare with random search and ATRC's own search, each with this many seeds, and with networks that need no "
            + "search; judged on the test split.",
        HelpName = "seeds",
    };

    private static readonly Option<int?> StandAlone = new("--stand-alone")
    {
        Description = "Train this many networks by themselves, to see whether the supernet ranks them alike.",
        HelpName = "n",
    };

    private static readonly Option<int?> StandAloneSteps = new("--stand-alone-steps")
    {
        Description = "Training steps of each of these. [default: the supernet's]",
        HelpName = "n",
    };

    private static readonly Option<string> Launcher = new("--launcher")
    {
        Description = "local (processes of this machine) or slurm (job arrays).",
        DefaultValueFactory = _ => "local",
        HelpName = "name",
    };

    private static readonly Option<int?> Workers = new("--workers")
    {
        Description = "Jobs at the same time. [default: local: one per processor; slurm: 16]",
        HelpName = "n",
    };

    private static readonly Option<string?> SlurmArguments = Text(
        "--slurm-arguments", "words", "More words for sbatch, such as '-p gpu'.");

    private static readonly Option<string?> Prefix = Text(
        "--prefix", "words", "Words before the measuring program, such as 'taskset -c 1'.");

    private static readonly Option<string?> SshOptions = Text(
        "--ssh-options", "words", "Words for ssh and scp, such as '-i key'.");

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Command command = new(
            "search", "Find the networks that are worth most and measured to be within latency budgets on a device; resumes.")
        {
            Data, Device, Profile, Budgets, Fleet, FleetCertificate, Out, Size, Backbone, Neck, Tasks, Config, Weights, Seed,
            Precision, Target, Calibrate, SupernetSteps, FinetuneSteps, ScoredImages, CertificateRuns, Reserve, TrainingThreads, PaperMode, Compare, StandAlone,
            StandAloneSteps, Launcher, Workers, SlurmArguments, Prefix, SshOptions,
        };
        command.SetAction((parsed, cancellation) => SearchVerb.RunAsync(Read(parsed), cancellation));
        return command;
    }

    private static SearchArguments Read(ParseResult parsed) => new()
    {
        Data = parsed.GetRequiredValue(Data),
        Device = parsed.GetRequiredValue(Device),
        Profile = parsed.GetValue(Profile),
        BudgetMs = parsed.GetRequiredValue(Budgets),
        Fleet = parsed.GetValue(Fleet),
        FleetCertificate = parsed.GetValue(FleetCertificate),
        Out = parsed.GetRequiredValue(Out),
        Size = parsed.GetValue(Size),
        Backbone = parsed.GetValue(Backbone),
        Neck = parsed.GetValue(Neck),
        Tasks = parsed.GetValue(Tasks),
        Config = parsed.GetValue(Config),
        Weights = parsed.GetValue(Weights),
        Seed = parsed.GetValue(Seed),
        Precision = parsed.GetValue(Precision),
        Target = parsed.GetValue(Target),
        Calibrate = parsed.GetValue(Calibrate),
        SupernetSteps = parsed.GetValue(SupernetSteps),
        FinetuneSteps = parsed.GetValue(FinetuneSteps),
        ScoredImages = parsed.GetValue(ScoredImages),
        CertificateRuns = parsed.GetValue(CertificateRuns),
        ReservePercent = parsed.GetValue(Reserve),
        TrainingThreads = parsed.GetValue(TrainingThreads),
        PaperMode = parsed.GetValue(PaperMode),
        CompareSeeds = parsed.GetValue(Compare),
        StandAlone = parsed.GetValue(StandAlone),
        StandAloneSteps = parsed.GetValue(StandAloneSteps),
        Launcher = parsed.GetRequiredValue(Launcher),
        Workers = parsed.GetValue(Workers),
        SlurmArguments = parsed.GetValue(SlurmArguments) ?? "",
        Prefix = parsed.GetValue(Prefix) ?? "",
        SshOptions = parsed.GetValue(SshOptions) ?? "",
    };

    private static Option<string?> Text(string name, string value, string description)
        => new(name) { Description = description, HelpName = value };

    private static Option<int> Number(string name, int value, string description)
        => new(name) { Description = description, DefaultValueFactory = _ => value, HelpName = "n" };
}
