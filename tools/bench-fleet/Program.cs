using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DenseEdge.FleetApi;
using DenseEdge.FleetBench;

Option<string[]> server = new("--server")
{
    Description = "The fleet server; several for its nodes. Rollouts are steered at the first.",
    Required = true,
    AllowMultipleArgumentsPerToken = true,
};
Option<string> token = new("--token") { Description = "A token with the role operator.", Required = true };
Option<string> gateway = new("--gateway-token") { Description = "The gateway token of the devices.", Required = true };
Option<string> tenant = new("--tenant") { Description = "The tenant.", DefaultValueFactory = _ => "default" };
Option<int> devices = new("--devices") { Description = "How many devices.", DefaultValueFactory = _ => 10_000 };
Option<double> interval = new("--interval-s") { Description = "Time between polls of a device.", DefaultValueFactory = _ => 30 };
Option<double> poll = new("--poll-s") { Description = "How long polls are measured.", DefaultValueFactory = _ => 60 };
Option<double> work = new("--work-s") { Description = "How long an update takes a device.", DefaultValueFactory = _ => 5 };
Option<double> abort = new("--abort-percent") { Description = "When the second rollout is aborted.", DefaultValueFactory = _ => 30 };
Option<double> fail = new("--fail-percent")
{
    Description = "Devices that fail every update: one rollout's error threshold is half a device above them, another one's at them.",
};
Option<int> process = new("--pid") { Description = "The server's process, to read what it uses." };
Option<bool> fresh = new("--new-connections") { Description = "Every request opens a connection, as devices that poll rarely do." };
Option<bool> pollsOnly = new("--polls-only") { Description = "No rollouts." };
Option<string> version = new("--version-name") { Description = "The version to roll out.", DefaultValueFactory = _ => "1" };
Option<string?> accident = new("--accident")
{
    Description = "Command to run at 10 % and at 50 % of the rollout, with that number as its last word.",
};
Option<string?> json = new("--json") { Description = "Also write the results to this file." };
RootCommand command = new("Simulated devices against a fleet server.")
{
    server, token, gateway, tenant, devices, interval, poll, work, abort, fail, process, fresh, pollsOnly, version, accident, json,
};
command.SetAction(async (parsed, cancellation) =>
{
    BenchOptions options = new()
    {
        Nodes = [.. parsed.GetRequiredValue(server).Select(address => new Uri(address))],
        Token = parsed.GetRequiredValue(token),
        GatewayToken = parsed.GetRequiredValue(gateway),
        Tenant = parsed.GetRequiredValue(tenant),
        Devices = parsed.GetRequiredValue(devices),
        Interval = TimeSpan.FromSeconds(parsed.GetRequiredValue(interval)),
        PollTime = TimeSpan.FromSeconds(parsed.GetRequiredValue(poll)),
        Work = TimeSpan.FromSeconds(parsed.GetRequiredValue(work)),
        AbortPercent = parsed.GetRequiredValue(abort),
        FailPercent = parsed.GetValue(fail),
        ProcessId = parsed.GetValue(process),
        KeepsConnections = !parsed.GetValue(fresh),
        PollsOnly = parsed.GetValue(pollsOnly),
        Accident = parsed.GetValue(accident),
        Version = parsed.GetRequiredValue(version),
    };
    try
    {
        using FleetBenchmark benchmark = new(options, Console.Error.WriteLine);
        BenchResult result = await benchmark.RunAsync(cancellation).ConfigureAwait(false);
        if (parsed.GetValue(json) is { } path)
        {
            await File.WriteAllTextAsync(
                path, JsonSerializer.Serialize(result, BenchJson.Default.BenchResult), cancellation).ConfigureAwait(false);
        }

        Console.WriteLine(string.Join(Environment.NewLine, BenchText.Lines(result)));
        return 0;
    }
    catch (Exception fault) when (fault is FleetException or InvalidOperationException or IOException)
    {
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fleet-bench: {fault.Message}"));
        return 1;
    }
});
return await command.Parse(args).InvokeAsync().ConfigureAwait(false);
