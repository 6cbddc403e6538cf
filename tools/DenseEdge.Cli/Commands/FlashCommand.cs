using System.CommandLine;
using DenseEdge.Cli.Flashing;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge flash.</summary>
internal static class FlashCommand
{
    private const int UsualParallel = 4;
    private const int MostParallel = 256;
    private const int UsualReconnectSeconds = 180;
    private const string StatusWord = "status";

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string[]> words = new("bundle and devices")
        {
            Description = "A bundle file, or the word status, and devices: ssh://user@host[:port][/store-folder].",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> dryRun = new("--dry-run") { Description = "Check everything, change nothing on the device." };
        Option<bool> rollback = new("--rollback") { Description = "Make the model from before the active one again." };
        Option<bool> status = new("--status") { Description = "Ask what runs there." };
        Option<bool> install = new("--install-agent")
        {
            Description = "Install the agent as a systemd service, or bring it up to date.",
        };
        Option<string?> root = new("--root")
        {
            Description = "Root of trust for a device that has none, or a newer one that the old one signed.",
            HelpName = "root.json",
        };
        Option<string?> inventory = new("--inventory") { Description = $"Devices: {Inventory.Form}.", HelpName = "file" };
        Option<int> parallel = new("--parallel")
        {
            Description = "How many devices at a time.",
            DefaultValueFactory = _ => UsualParallel,
            HelpName = "n",
        };
        Option<string> ssh = new("--ssh-options")
        {
            Description = "Words for ssh, such as \"-i key\".",
            DefaultValueFactory = _ => "",
            HelpName = "words",
        };
        Option<bool> sudo = new("--sudo") { Description = "Work as root there, by sudo without a password." };
        Option<bool> downgrade = new("--allow-downgrade") { Description = "Accept a release below the installed one." };
        Option<bool> retryBad = new("--retry-bad") { Description = "Try a bundle again that failed there before." };
        Option<string?> agent = new("--agent")
        {
            Description = "Folder of a denseedge-agent published for the device. [default: the one for this computer]",
            HelpName = "folder",
        };
        Option<int> reconnect = new("--reconnect")
        {
            Description = "How long a device that fell silent is waited for, in seconds.",
            DefaultValueFactory = _ => UsualReconnectSeconds,
            HelpName = "seconds",
        };
        Option<string?> report = new("--report")
        {
            Description = "File for the report, JSON.",
            DefaultValueFactory = _ => "flash-report.json",
            HelpName = "file",
        };
        Option<bool> json = new("--json") { Description = "Print the report as JSON in place of the table." };
        parallel.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostParallel)
            {
                result.AddError($"Expected --parallel from 1 to {MostParallel}, found {result.GetValueOrDefault<int>()}.");
            }
        });
        Command command = new("flash", "Bring a model bundle to devices through ssh, try it there, and switch to it.")
        {
            words, dryRun, rollback, status, install, root, inventory, parallel, ssh, sudo, downgrade, retryBad, agent,
            reconnect, report, json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(FlashVerb.Run(
            new FlashArguments
            {
                Action = Action(
                    parsed.GetValue(dryRun), parsed.GetValue(rollback),
                    parsed.GetValue(status) || SaysStatus(parsed.GetValue(words)), parsed.GetValue(install)),
                Words = SaysStatus(parsed.GetValue(words)) ? parsed.GetValue(words)![1..] : parsed.GetValue(words) ?? [],
                Inventory = parsed.GetValue(inventory),
                Parallel = parsed.GetValue(parallel),
                Root = parsed.GetValue(root),
                SshOptions = parsed.GetRequiredValue(ssh),
                Sudo = parsed.GetValue(sudo),
                AllowDowngrade = parsed.GetValue(downgrade),
                RetryBad = parsed.GetValue(retryBad),
                Agent = parsed.GetValue(agent),
                ReconnectSeconds = parsed.GetValue(reconnect),
                Report = parsed.GetValue(report),
                Json = parsed.GetValue(json),
            },
            cancellation)));
        return command;
    }

    private static bool SaysStatus(string[]? words) => words is [StatusWord, ..];

    private static FlashAction Action(bool dryRun, bool rollback, bool status, bool install)
    {
        (bool Given, FlashAction Action)[] named =
        [
            (dryRun, FlashAction.DryRun), (rollback, FlashAction.RollBack), (status, FlashAction.Status),
            (install, FlashAction.InstallAgent),
        ];
        FlashAction[] given = [.. named.Where(option => option.Given).Select(option => option.Action)];
        return given.Length <= 1
            ? given.FirstOrDefault(FlashAction.Flash)
            : throw new ArgumentException("Expected at most one of --dry-run, --rollback, --status and --install-agent.");
    }
}
