using System.CommandLine;
using DenseEdge.Cli.Fleet;
using DenseEdge.Cli.Running;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Commands;

/// <content>fleet rollout.</content>
internal static partial class FleetCommand
{
    private const string UsualGroups = "100%";

    private static Command Rollouts()
    {
        Command list = new("list", "List rollouts.");
        Run(list, (session, _, cancellation) => RolloutVerb.ListAsync(session, cancellation));
        return new Command("rollout", "Bring a version to many devices, group by group.")
        {
            CreateRollout(), list, ShowRollout(), WatchRollout(),
            Steer("start", "Put the devices into groups and begin with the first.", RolloutCommand.Start),
            Steer("pause", "Offer the version to no more devices.", RolloutCommand.Pause),
            Steer("resume", "Go on after a pause.", RolloutCommand.Resume),
            Steer("abort", "End it: no device starts any more, and the version is kept from those that didn't.", RolloutCommand.Abort),
            Steer("retry", "Try again on devices that failed, or that an abort keeps the version from.", RolloutCommand.Retry),
            Steer("next", "Begin the next group without waiting any longer.", RolloutCommand.Next),
        };
    }

    private static Command CreateRollout()
    {
        Option<string> model = new("--model") { Description = "The model.", HelpName = "name", Required = true };
        Option<string> version = new("--version") { Description = "The version.", HelpName = "version", Required = true };
        Option<string?> name = Text("--name", "A name for people.", "name");
        Option<string?> filter = Text("--filter", "Which devices, such as \"board=orin-nano and site!=lab\". [default: all]", "filter");
        Option<string> groups = Form("--groups", "Groups: counts, and shares that are reached: canary:3,1%,10%,100%.", UsualGroups);
        Option<string> success = Form("--success", "What share of a group must succeed before the next one begins.", "95%");
        Option<string> error = Form("--error", "What share of a group may fail before the rollout pauses.", "5%");
        Option<int> minimum = Count("--minimum", "How many of a group must have finished before --error counts.");
        Option<TimeSpan?> soak = new("--soak")
        {
            Description = "How long a group is watched after its success, such as 30m. [default: not at all]",
            CustomParser = DurationArgument.Parse,
            HelpName = "time",
        };
        Option<string?> rate = Text("--rate", "How fast devices are offered it, such as 10/min or 10/min*1.5.", "rate");
        Option<double?> most = new("--rate-most") { Description = "The highest rate, in devices a minute.", HelpName = "n" };
        Option<string?> window = Text("--window", "When, such as \"Mon-Fri 08:00-17:00 Europe/Berlin\".", "window");
        Option<int> attempts = Count("--attempts", "How often a device may try.");
        Option<bool> forced = new("--forced") { Description = "Devices update at once, not when it suits them." };
        Option<bool> confirm = new("--confirm") { Description = "Each device asks its operator first." };
        Option<bool> start = new("--start") { Description = "Start it as soon as it is made." };
        Command command = new("create", "Make a rollout.")
        {
            model, version, name, filter, groups, success, error, minimum, soak, rate, most, window, attempts, forced, confirm,
            start,
        };
        Run(command, (session, parsed, cancellation) => RolloutVerb.CreateAsync(
            session,
            new NewRollout
            {
                Name = parsed.GetValue(name),
                Model = parsed.GetRequiredValue(model),
                Version = parsed.GetRequiredValue(version),
                Filter = parsed.GetValue(filter) ?? "",
                Groups = GroupsArgument.Parse(parsed.GetRequiredValue(groups)),
                SuccessPercent = PercentArgument.Parse("--success", parsed.GetRequiredValue(success)),
                ErrorPercent = PercentArgument.Parse("--error", parsed.GetRequiredValue(error)),
                MinimumCount = parsed.GetValue(minimum),
                SoakSeconds = (int)(parsed.GetValue(soak) ?? TimeSpan.Zero).TotalSeconds,
                Attempts = parsed.GetValue(attempts),
                Rate = parsed.GetValue(rate) is { } text ? RateArgument.Parse(text, parsed.GetValue(most)) : null,
                Window = parsed.GetValue(window) is { } hours ? WindowArgument.Parse(hours) : null,
                Forced = parsed.GetValue(forced),
                Confirmation = parsed.GetValue(confirm),
                Start = parsed.GetValue(start),
            },
            cancellation));
        return command;
    }

    private static Command ShowRollout()
    {
        Argument<long> id = RolloutId();
        Option<string?> devices = Text("--devices", "List its updates in this state, such as failed; all for all.", "state");
        Command command = new("show", "Show a rollout and its groups.") { id, devices };
        Run(command, (session, parsed, cancellation) => RolloutVerb.ShowAsync(
            session, parsed.GetValue(id), parsed.GetValue(devices), cancellation));
        return command;
    }

    private static Command WatchRollout()
    {
        Argument<long> id = RolloutId();
        Option<bool> follow = new("--follow") { Description = "Stay when it pauses." };
        Command command = new("watch", "Watch a rollout until it finishes (0), or pauses or is aborted (3).") { id, follow };
        Run(command, (session, parsed, cancellation) => WatchVerb.RunAsync(
            session, parsed.GetValue(id), parsed.GetValue(follow), cancellation));
        return command;
    }

    private static Command Steer(string name, string description, RolloutCommand order)
    {
        Argument<long> id = RolloutId();
        Command command = new(name, description) { id };
        Run(command, (session, parsed, cancellation) => RolloutVerb.SteerAsync(
            session, parsed.GetValue(id), order, cancellation));
        return command;
    }

    private static Argument<long> RolloutId() => new("id") { Description = "The rollout's number." };

    private static Option<string> Form(string name, string description, string value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };

    private static Option<int> Count(string name, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => 1,
        HelpName = "n",
    };
}
