using System.Globalization;
using System.Text.Json;
using DenseEdge.FleetApi;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Searching;

/// <summary>
/// How much longer devices in the field take for a network than the device that latencies are measured on: they are warmer, share
/// their processors and run in other cases. A search divides its budgets by it, so that they hold in the field.
/// </summary>
/// <param name="Factor">Nine of ten devices take at most this many times the certificate's median; at least 1, so that a fleet
/// never loosens a budget.</param>
/// <param name="MedianFactor">Half of the devices take at most this many times the certificate's median.</param>
/// <param name="Devices">How many devices said so.</param>
/// <param name="Board">Their board.</param>
/// <param name="Model">What they run, with its version.</param>
internal sealed record FleetMargin(double Factor, double MedianFactor, int Devices, string Board, string Model)
{
    private const double Share = 0.9;

    /// <summary>Compares what a fleet measured with the certificate of the network that it runs.</summary>
    /// <param name="exportPath">What <c>denseedge fleet report export</c> wrote, of one board and one bundle.</param>
    /// <param name="certificatePath">The certificate of the model that these devices run.</param>
    /// <param name="measured">The device of the search's profile.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is something else, is about several boards or bundles, has no latencies, or the
    /// certificate is of another device.</exception>
    public static FleetMargin Read(string exportPath, string certificatePath, DeviceIdentity measured)
    {
        Certificate certificate = Certificate.Load(certificatePath);
        if (certificate.DeviceKey != measured.Key)
        {
            throw new InvalidDataException(
                $"{certificatePath}: expected a certificate of the profile's device {measured.Key}, found one of "
                + $"{certificate.DeviceKey}. Certify the model that the fleet runs on the device of the profile.");
        }

        DeviceLatency[] lines = [.. Load(exportPath).Devices.Where(line => line.LatencyP50Ms > 0)];
        string board = Only(exportPath, "board", lines.Select(line => line.Board));
        Only(exportPath, "bundle", lines.Select(line => line.Digest));
        double[] ratios = [.. lines.Select(line => line.LatencyP50Ms!.Value / certificate.Measurement.P50Ms).Order()];
        return new FleetMargin(
            Math.Max(1, Rank(ratios, Share)), Rank(ratios, 0.5), ratios.Length, board,
            $"{lines[0].Model} {lines[0].Version}");
    }

    /// <summary>Budgets for the profile's device that hold on nine of ten devices of the fleet.</summary>
    /// <param name="budgetsMs">Budgets in the field, in milliseconds.</param>
    public IReadOnlyList<double> Apply(IReadOnlyList<double> budgetsMs) => [.. budgetsMs.Select(budget => budget / Factor)];

    /// <summary>Says what became of the budgets.</summary>
    /// <param name="budgetsMs">Budgets in the field, in milliseconds.</param>
    public string Describe(IReadOnlyList<double> budgetsMs) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Devices} devices ({Board}) run {Model}: half of them within {MedianFactor:F3} times its certificate's median, "
        + $"nine of ten within {Factor:F3} times. Budgets here: ")
        + string.Join(", ", budgetsMs.Select(budget => string.Create(
            CultureInfo.InvariantCulture, $"{budget / Factor:F2} ms for {budget} ms in the field"))) + ".";

    private static LatencyExport Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"{path}: expected what 'denseedge fleet report export' wrote, found no file.", path);
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), FleetJson.Default.LatencyExport)
                ?? throw new InvalidDataException($"{path}: expected latencies of a fleet, found null.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path}: expected latencies of a fleet, found: {fault.Message}", fault);
        }
    }

    private static string Only(string path, string what, IEnumerable<string?> values)
    {
        string[] distinct = [.. values.Select(value => value ?? "unknown").Distinct().Order(StringComparer.Ordinal)];
        return distinct switch
        {
            [var only] => only,
            [] => throw new InvalidDataException(
                $"{path}: expected devices that measured a latency, found none. Apps report it to their agent."),
            _ => throw new InvalidDataException(
                $"{path}: expected devices of one {what}, found {string.Join(", ", distinct)}. Export one with "
                + "'denseedge fleet report export --board B --model M'."),
        };
    }

    // Nearest rank.
    private static double Rank(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
