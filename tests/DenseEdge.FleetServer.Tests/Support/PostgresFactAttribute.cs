namespace DenseEdge.FleetServer.Tests.Support;

/// <summary>A test that needs a real PostgreSQL, as Debian's package postgresql has it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (!PostgresServer.IsInstalled)
        {
            Skip = "Needs PostgreSQL: apt-get install postgresql.";
        }
    }
}
