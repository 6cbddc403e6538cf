using DenseEdge.Cli.Doctoring;

namespace DenseEdge.Cli.Running;

/// <summary>denseedge doctor.</summary>
internal static class DoctorVerb
{
    private const int Healthy = 0;
    private const int Unable = 1;

    /// <summary>Looks at everything that a model needs here.</summary>
    /// <param name="model">A model to try; null for none.</param>
    /// <param name="isJson">Whether to print JSON.</param>
    /// <param name="output">Takes the report.</param>
    /// <returns>0 if models can run here, else 1.</returns>
    public static int Run(string? model, bool isJson, TextWriter output)
    {
        DoctorFinding[] findings =
        [
            .. BoardExam.Examine("/"),
            .. EngineExam.Examine(),
            CacheExam.Examine(),
            .. MediaExam.Examine(),
            .. DeviceExam.Examine("/"),
            .. model is null ? [] : ModelExam.Examine(model),
        ];
        output.WriteLine(isJson ? DoctorJson.Write(findings) : DoctorText.Write(findings));
        return DoctorText.CanRun(findings) ? Healthy : Unable;
    }
}
