using System.Collections.Concurrent;
using System.Diagnostics;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Isms.Tests.Modules.Risks;

/// <summary>Writes down the SQL statements that one application's database gets, until disposed.</summary>
internal sealed class SqlCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentQueue<string> _statements = new();
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];
    private readonly (string Source, string Database) _where;

    private SqlCounter((string, string) where) => _where = where;

    public IReadOnlyList<string> Statements => [.. _statements];

    public static async Task<SqlCounter> BeginAsync(TestApp app)
    {
        var counter = new SqlCounter(await app.ReadAsync(db => Task.FromResult((db.Database.GetDbConnection().DataSource, db.Database.GetDbConnection().Database))));
        counter._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(counter));
        return counter;
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            _subscriptions.Add(value.Subscribe(this));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command.Connection: { } connection } data
            && (connection.DataSource, connection.Database) == _where)
        {
            _statements.Enqueue(data.Command.CommandText);
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }

    void IObserver<DiagnosticListener>.OnError(Exception error) { }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
    }
}
