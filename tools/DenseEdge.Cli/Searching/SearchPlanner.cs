using System.Text.Json;
using DenseEdge.Cli.Profiling.Networks;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Searching;

/// <summary>Turns what a user said into a plan, or says what is wrong with it.</summary>
internal static class SearchPlanner
{
    private const string Replay = "replay:";
    private const string DefaultDevice = "local";

    /// <summary>Makes the plan. Nothing is computed and nothing written.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <exception cref="ArgumentException">Something is wrong; the message lists every fault.</exception>
    /// <exception cref="InvalidDataException">The profile is of other networks than those that would be deployed.</exception>
    public static SearchPlan Plan(SearchArguments arguments)
    {
        List<string> faults = [];
        IReadOnlyList<double> budgets = BudgetsArgument.Parse(arguments.BudgetMs, faults);
        RequireAtLeast1(arguments, faults);
        (string profilePath, string deviceName) = Device(arguments, faults);
        if (arguments.Fleet is null != arguments.FleetCertificate is null)
        {
            faults.Add("Expected --fleet EXPORT and --fleet-certificate FILE together, found one of them.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }

        DeviceProfile profile = DeviceProfile.Load(profilePath);
        Deployment measured = profile.Deployment;
        RunConfiguration supernet = Supernet(arguments, measured);
        ModelPrecision precision = arguments.Precision is { } asked ? ModelPrecisions.Parse(asked) : measured.Precision;
        string target = arguments.Target ?? measured.Target;
        measured.Require(NetworkDeployment.Of(supernet.Network, precision, target));
        if (precision != ModelPrecision.Float32 && arguments.Calibrate is null && precision == ModelPrecision.Int8)
        {
            throw new ArgumentException("Expected --calibrate DATA for int8: images show which ranges the numbers have.");
        }

        FleetMargin? margin = arguments.Fleet is null
            ? null
            : FleetMargin.Read(arguments.Fleet, arguments.FleetCertificate!, profile.Identity);
        string? fleet = margin?.Describe(budgets);
        budgets = margin?.Apply(budgets) ?? budgets;
        SearchSettings settings = new()
        {
            Supernet = supernet,
            DeviceKey = profile.Identity.Key,
            ProfileDigest = ModelDigest.Of(profilePath),
            Precision = precision,
            Target = target,
            PressureMs = SearchSettings.PressureOf(arguments.Out) ?? budgets[budgets.Count / 2],
            FinetuneSteps = arguments.FinetuneSteps,
            ScoredImages = arguments.ScoredImages,
            Calibrate = arguments.Calibrate,
        };
        SearchExtras extras = new(
            arguments.PaperMode, arguments.CompareSeeds, arguments.StandAlone,
            arguments.StandAloneSteps ?? arguments.SupernetSteps);
        return new SearchPlan(settings, budgets, extras, profile, profilePath, deviceName, Launchers.Make(arguments),
            arguments.ReservePercent / 100, fleet);
    }

    /// <summary>The profile's file and the name of the device that measures.</summary>
    private static (string Profile, string Device) Device(SearchArguments arguments, List<string> faults)
    {
        string device = arguments.Device;
        bool isName = device == DefaultDevice || device.StartsWith("ssh://", StringComparison.Ordinal)
            || device.StartsWith(Replay, StringComparison.Ordinal);
        if (!isName)
        {
            return arguments.Profile is null
                ? (device, DefaultDevice)
                : Fault($"Expected one profile, found '{device}' and '{arguments.Profile}'.");
        }

        // A profile is a record of measurements too, so that one file is enough for both.
        string? profile = arguments.Profile
            ?? (device.StartsWith(Replay, StringComparison.Ordinal) ? device[Replay.Length..] : null);
        return profile is not null
            ? (profile, device)
            : Fault($"Expected --profile FILE beside --device {device}. Make it with: "
                + $"./denseedge profile --device {device} --out device.json");

        (string, string) Fault(string text)
        {
            faults.Add(text);
            return ("", "");
        }
    }

    private static void RequireAtLeast1(SearchArguments arguments, List<string> faults)
    {
        foreach ((string option, int value) in new[]
        {
            ("--supernet-steps", arguments.SupernetSteps), ("--finetune-steps", arguments.FinetuneSteps),
            ("--scored-images", arguments.ScoredImages), ("--training-threads", arguments.TrainingThreads ?? 1),
            ("--workers", arguments.Workers ?? 1), ("--compare", arguments.CompareSeeds ?? 1),
            ("--certificate-runs", arguments.CertificateRuns), ("--stand-alone-steps", arguments.StandAloneSteps ?? 1),
        })
        {
            if (value < 1)
            {
                faults.Add($"Expected at least 1 for {option}, found {value}.");
            }
        }

        if (arguments.ReservePercent is not (>= 0 and < 50))
        {
            faults.Add($"Expected 0 to below 50 for --reserve-percent, found {arguments.ReservePercent}.");
        }

        if (arguments.StandAlone is { } networks and < 2)
        {
            faults.Add($"Expected at least 2 networks for --stand-alone, found {networks}: one has no rank.");
        }
    }

    /// <summary>The supernet's training: where the user said nothing about the network, it is the one of the profile.</summary>
    private static RunConfiguration Supernet(SearchArguments arguments, Deployment measured)
    {
        (int, int) size = arguments.Size ?? (measured.InputHeight, measured.InputWidth);
        TrainArguments training = new()
        {
            Data = arguments.Data,
            Weights = arguments.Weights,
            Steps = arguments.SupernetSteps,
            Size = size,
            Seed = arguments.Seed,
            Backbone = arguments.Backbone ?? (arguments.Config is null ? measured.Backbone : null),
            Neck = arguments.Neck,
            Tasks = arguments.Tasks ?? string.Join(',', measured.Tasks.Select(task => task.Kind.Key())),
            Refinement = "none",
            Config = arguments.Config,
        };
        RunConfiguration configuration = TrainSetup.Configure(training, DataSets.Open(arguments.Data, size));
        bool isFree = arguments.Neck is null && arguments.Config is null;
        return configuration with
        {
            Network = isFree ? WithWidths(configuration.Network, measured) : configuration.Network,
            Training = configuration.Training with { Threads = arguments.TrainingThreads ?? Environment.ProcessorCount },
        };
    }

    private static NetworkOptions WithWidths(NetworkOptions network, Deployment measured) => network with
    {
        Neck = Enum.GetValues<NeckKind>().FirstOrDefault(
            kind => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()) == measured.Neck, network.Neck),
        OutputStride = measured.OutputStride,
        NeckChannels = measured.NeckChannels,
        TaskChannels = measured.TaskChannels,
        ContextChannels = measured.ContextChannels,
    };
}
