namespace DenseEdge.Search.Tests.Launching;

/// <summary>A test that needs Slurm's daemons, as Debian's packages slurm-wlm and munge have them, and the right to start
/// them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute()
    {
        if (!SingleNodeSlurm.IsInstalled)
        {
            Skip = "Needs root and slurmctld, slurmd and munged: apt-get install slurm-wlm munge.";
        }
    }
}
