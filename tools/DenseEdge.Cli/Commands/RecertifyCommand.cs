using System.CommandLine;
using DenseEdge.Cli.Profiling.Devices;
using DenseEdge.Cli.Searching;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge recertify.</summary>
internal static class RecertifyCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> study = new("study") { Description = "The folder of a finished study." };
        Option<string> device = new("--device")
        {
            Description = $"Where to measure: {MeasuringDevices.Names}.",
            DefaultValueFactory = _ => "local",
            HelpName = "device",
        };
        Option<int> runs = new("--runs")
        {
            Description = "Runs of each network, at least.",
            DefaultValueFactory = _ => SearchDefaults.CertificateRuns,
            HelpName = "n",
        };
        Option<string?> prefix = new("--prefix")
        {
            Description = "Words before the measuring program, such as 'taskset -c 1'.",
            HelpName = "words",
        };
        Option<string?> sshOptions = new("--ssh-options") { Description = "Words for ssh and scp, such as '-i key'.", HelpName = "words" };
        Command command = new(
            "recertify", "Measure the answers of a study again: exit code 0 if every budget still holds, 3 if one doesn't.")
        {
            study, device, runs, prefix, sshOptions,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => RecertifyVerb.Run(
                new RecertifyArguments
                {
                    Study = parsed.GetRequiredValue(study),
                    Device = parsed.GetRequiredValue(device),
                    Runs = parsed.GetRequiredValue(runs),
                    Prefix = parsed.GetValue(prefix) ?? "",
                    SshOptions = parsed.GetValue(sshOptions) ?? "",
                },
                Console.Out, cancellation),
            cancellation));
        return command;
    }
}
